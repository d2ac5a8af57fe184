using Microsoft.Extensions.DependencyInjection;
using Skyvern.Server.Browser.Pool;
using Skyvern.Server.Core.Actions;
using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Testing;

namespace Skyvern.Server.Benchmarks.Measures;

/// <summary>What a run's browser takes, with a page open and read, and what the server itself takes.</summary>
internal sealed class MemoryMeasure : IMeasure
{
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(1);

    public string Name => "memory";

    public async Task<IReadOnlyList<Figure>> MeasureAsync()
    {
        await using var server = await BenchServer.StartAsync(new() { ["Browser:PreLaunched"] = "0" });
        var pool = server.Services.GetRequiredService<IBrowserPool>();
        string[] pages = [FixturePages.Login(), FixturePages.Shop(), FixturePages.Docs()];
        var sessions = new List<IBrowserSession>();
        try
        {
            foreach (var page in pages)
            {
                var session = await pool.OpenAsync(new BrowserRequest($"tsk_{sessions.Count}"), default);
                sessions.Add(session);
                await session.PerformAsync(new GoToAction(server.Site.Page($"/{sessions.Count}", page)), default);
                await session.ObserveAsync(default);
                await session.ScreenshotAsync(default);
            }

            await Task.Delay(Rest);
            return Read(server);
        }
        finally
        {
            foreach (var session in sessions)
            {
                await session.DisposeAsync();
            }
        }
    }

    private static Figure[] Read(BenchServer server)
    {
        var browsers = new Samples();
        var folders = Directory.EnumerateDirectories(Path.Combine(server.DataPath, "browser")).SelectMany(Directory.EnumerateDirectories);
        foreach (var main in folders.Select(folder => BrowserProcesses.FindMain(folder + Path.DirectorySeparatorChar)).OfType<int>())
        {
            browsers.Add(ProcessMemory.OfTree(main));
        }

        var driver = ProcessMemory.Tree(Environment.ProcessId).Where(id => ProcessMemory.Runs(id, "node")).Sum(ProcessMemory.Of);
        return
        [
            new Figure("memory of a run's browser, three at once (log-in, shop, documentation)", $"{browsers} MB (PSS of its processes)", "<= 350 MB", "Playwright alone: 213-257 MB a browser, 110-130 MB a context of a shared one"),
            new Figure("memory of the server's process, this program's part included", $"{ProcessMemory.Of(Environment.ProcessId):0} MB (PSS)"),
            new Figure("memory of the browser driver, one for all runs", $"{driver:0} MB (PSS)"),
        ];
    }
}
