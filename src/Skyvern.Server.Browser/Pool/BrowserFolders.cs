using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Skyvern.Server.Core;

namespace Skyvern.Server.Browser.Pool;

/// <summary>
/// Profiles and downloads of this server process: <c>data/browser/{instance}/{number}</c>, beside <c>{instance}.lock</c>, which is held
/// as long as the process lives. A folder whose lock can be taken belongs to a dead server: its browsers are ended and its files removed.
/// </summary>
internal sealed partial class BrowserFolders(IOptions<DataOptions> data, TimeProvider time, ILogger<BrowserFolders> logger) : IAsyncDisposable
{
    private const string LockEnding = ".lock";

    private readonly SemaphoreSlim _starting = new(1);
    private FileStream? _held;
    private string? _instance;
    private int _last;

    /// <summary>A new, empty folder for one browser.</summary>
    public async Task<string> CreateAsync(CancellationToken cancellationToken) =>
        Directory.CreateDirectory(Path.Combine(await InstanceAsync(cancellationToken), $"{Interlocked.Increment(ref _last)}")).FullName;

    /// <summary>The folder of this process; on first use what dead servers left is swept away.</summary>
    public async Task<string> InstanceAsync(CancellationToken cancellationToken)
    {
        await _starting.WaitAsync(cancellationToken);
        try
        {
            return _instance ??= await StartAsync(cancellationToken);
        }
        finally
        {
            _starting.Release();
        }
    }

    /// <summary>Ends what is left of a browser and removes its folder.</summary>
    public async Task<bool> RemoveAsync(string folder, CancellationToken cancellationToken)
    {
        // A process that was killed just now may still write, and would make the folder anew: it has to be gone first.
        // On a busy machine that takes a while; what is left after all tries, the next start sweeps.
        for (var attempt = 0; attempt < 200; attempt++)
        {
            if (BrowserProcesses.KillAllCarrying(folder + Path.DirectorySeparatorChar) == 0 && TryDelete(folder))
            {
                return true;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), time, cancellationToken);
        }

        return false;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_instance is { } instance && _held is { } held)
        {
            await RemoveAsync(instance, CancellationToken.None);
            File.Delete(instance + LockEnding);
            await held.DisposeAsync();
            _held = null;
        }

        _starting.Dispose();
    }

    private async Task<string> StartAsync(CancellationToken cancellationToken)
    {
        var root = Directory.CreateDirectory(data.Value.Under("browser")).FullName;
        await SweepAsync(root, cancellationToken);

        // A short name: Chromium puts a socket below it, and the path of a socket ends at 107 bytes.
        var instance = Path.Combine(root, Path.GetRandomFileName()[..6]);
        _held = new FileStream(instance + LockEnding, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        return Directory.CreateDirectory(instance).FullName;
    }

    private async Task SweepAsync(string root, CancellationToken cancellationToken)
    {
        foreach (var folder in Directory.EnumerateDirectories(root))
        {
            using var taken = TryTake(folder + LockEnding);
            if (taken is not null)
            {
                var processes = BrowserProcesses.KillAllCarrying(folder + Path.DirectorySeparatorChar);
                var removed = await RemoveAsync(folder, cancellationToken);
                LogSwept(folder, processes, removed);
                File.Delete(folder + LockEnding);
            }
        }
    }

    private static FileStream? TryTake(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static bool TryDelete(string folder)
    {
        try
        {
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }

            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Swept {Folder} of a server that has ended: {Processes} processes killed, files removed: {Removed}.")]
    private partial void LogSwept(string folder, int processes, bool removed);
}
