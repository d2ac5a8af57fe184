using System.Diagnostics;
using Skyvern.Server.Testing;

namespace Skyvern.Server.BrowserTests.Elsewhere;

/// <summary>A browser that somebody else has started, with its DevTools on a free port.</summary>
internal sealed class RemoteChromium : IAsyncDisposable
{
    private readonly Process _process;
    private readonly TempFolder _profile;

    private RemoteChromium(Process process, TempFolder profile, string[] port)
    {
        (_process, _profile) = (process, profile);
        Http = new Uri($"http://127.0.0.1:{port[0]}");
        Socket = new Uri($"ws://127.0.0.1:{port[0]}{port[1]}");
    }

    /// <summary>Where its DevTools answer.</summary>
    public Uri Http { get; }

    /// <summary>Its web socket.</summary>
    public Uri Socket { get; }

    public bool IsRunning => !_process.HasExited;

    /// <summary>Starts it with one tab.</summary>
    public static async Task<RemoteChromium> StartAsync(string address)
    {
        var profile = new TempFolder();
        var path = Environment.GetEnvironmentVariable("BROWSER__EXECUTABLEPATH") ?? "/usr/bin/chromium";
        var process = Process.Start(new ProcessStartInfo(path)
        {
            ArgumentList =
            {
                "--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--remote-debugging-port=0", $"--user-data-dir={profile.Path}", address,
            },
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        })!;
        _ = process.StandardError.ReadToEndAsync();
        _ = process.StandardOutput.ReadToEndAsync();
        string[] port = [];
        await Eventually.TrueAsync(async () => File.Exists(profile["DevToolsActivePort"])
            && (port = await File.ReadAllLinesAsync(profile["DevToolsActivePort"])).Length == 2);
        return new RemoteChromium(process, profile, port);
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        await Eventually.TrueAsync(() =>
        {
            try
            {
                _profile.Dispose();
                return Task.FromResult(true);
            }
            catch (IOException)
            {
                // Its children write until the last of them has ended.
                return Task.FromResult(false);
            }
        });
    }
}
