using System.Diagnostics;
using Microsoft.Extensions.Options;

namespace Skyvern.Server.Browser.Pool;

/// <summary>The display for browsers with a window: the one of the environment, else one Xvfb for all of them.</summary>
internal sealed class VirtualDisplay(BrowserFolders folders, IOptions<BrowserOptions> options, TimeProvider time) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _starting = new(1);
    private Process? _server;
    private string? _name;

    /// <summary>The display, e.g. <c>:99</c>; null when browsers shall run without a window.</summary>
    /// <exception cref="InvalidOperationException">A window is demanded and there is no display.</exception>
    public async Task<string?> FindAsync(CancellationToken cancellationToken)
    {
        if (options.Value.Headful == HeadfulMode.Never)
        {
            return null;
        }

        var found = Environment.GetEnvironmentVariable("DISPLAY") is { Length: > 0 } present ? present : await StartAsync(cancellationToken);
        return found is null && options.Value.Headful == HeadfulMode.Always
            ? throw new InvalidOperationException("Browser:Headful is Always, but there is no display and Xvfb is not installed or does not start.")
            : found;
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync()
    {
        if (_server is { HasExited: false })
        {
            _server.Kill(entireProcessTree: true);
        }

        _server?.Dispose();
        _starting.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<string?> StartAsync(CancellationToken cancellationToken)
    {
        await _starting.WaitAsync(cancellationToken);
        try
        {
            if (_server is { HasExited: false })
            {
                return _name;
            }

            if (BrowserExecutable.FindProgram("Xvfb") is not { } program)
            {
                return null;
            }

            // The frame buffer's folder is in the command line, so that the sweep after a crash of the server finds this process too.
            var folder = Directory.CreateDirectory(Path.Combine(await folders.InstanceAsync(cancellationToken), "display")).FullName;
            var size = $"{options.Value.ViewportWidth + 100}x{options.Value.ViewportHeight + 200}x24";
            _server = Process.Start(new ProcessStartInfo(program, ["-displayfd", "1", "-screen", "0", size, "-nolisten", "tcp", "-fbdir", folder])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            });
            var number = await _server!.StandardOutput.ReadLineAsync(cancellationToken).AsTask().WaitAsync(Patience, time, cancellationToken);
            return _name = string.IsNullOrWhiteSpace(number) ? null : $":{number.Trim()}";
        }
        catch (TimeoutException)
        {
            _server!.Kill(entireProcessTree: true);
            return null;
        }
        finally
        {
            _starting.Release();
        }
    }
}
