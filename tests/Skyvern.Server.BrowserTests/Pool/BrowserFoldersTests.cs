using System.Diagnostics;
using Skyvern.Server.Browser.Pool;
using Skyvern.Server.Testing;

namespace Skyvern.Server.BrowserTests.Pool;

public sealed class BrowserFoldersTests
{
    [Fact]
    public async Task Start_BrowserOfADeadServer_IsKilledAndItsFilesAreRemoved()
    {
        using var data = new TempFolder();
        var profile = data["browser", "dead42", "1", "profile"];
        Directory.CreateDirectory(profile);
        await File.WriteAllTextAsync(data["browser", "dead42.lock"], "");
        using var leftover = StartBrowser(profile);
        await Eventually.TrueAsync(() => BrowserProcesses.FindMain(profile) == leftover.Id);

        await using var host = await BrowserHost.StartAsync(dataPath: data.Path);

        await leftover.WaitForExitAsync();
        await Eventually.TrueAsync(() => host.Processes.Count == 0);
        var own = await host.Folders.InstanceAsync(CancellationToken.None);
        Assert.Equal([own, own + ".lock"], host.Leftovers.Order());
    }

    [Fact]
    public async Task Start_BrowserOfALivingServer_IsLeftAlone()
    {
        using var data = new TempFolder();
        await using var first = await BrowserHost.StartAsync(dataPath: data.Path);
        await using var session = await first.OpenAsync();

        await using var second = await BrowserHost.StartAsync(dataPath: data.Path);

        Assert.NotEmpty((await session.ObserveAsync(CancellationToken.None)).Tabs);
        Assert.True(Directory.Exists(await first.Folders.InstanceAsync(CancellationToken.None)));
    }

    [Fact]
    public async Task Dispose_Host_LeavesNothing()
    {
        using var data = new TempFolder();
        var host = await BrowserHost.StartAsync(dataPath: data.Path);
        await host.OpenAsync();

        await host.DisposeAsync();

        await Eventually.TrueAsync(() => host.Processes.Count == 0);
        Assert.Empty(host.Leftovers);
    }

    private static Process StartBrowser(string profile) => Process.Start(new ProcessStartInfo(BrowserExecutable.Find(null)!,
        ["--headless", "--no-sandbox", "--disable-gpu", $"--user-data-dir={profile}", "about:blank"])
    {
        RedirectStandardError = true,
        RedirectStandardOutput = true,
    })!;
}
