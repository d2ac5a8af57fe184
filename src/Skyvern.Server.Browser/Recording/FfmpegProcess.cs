using System.ComponentModel;
using System.Diagnostics;
using Skyvern.Server.Core.Recordings;

namespace Skyvern.Server.Browser.Recording;

/// <summary>
/// One ffmpeg at work, behind what matters more on this machine. It reads from this process and ends with it, however that ends: its
/// input is over then.
/// </summary>
internal sealed class FfmpegProcess : IAsyncDisposable
{
    private const string FullDisk = "No space left on device";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly string[] Always = ["-hide_banner", "-nostdin", "-loglevel", "error", "-y"];

    private readonly Process _process;
    private readonly TimeProvider _time;
    private readonly Task<string> _words;

    private FfmpegProcess(Process process, TimeProvider time)
    {
        (_process, _time) = (process, time);
        _words = process.StandardError.ReadToEndAsync();
    }

    /// <summary>Its process id.</summary>
    public int Id => _process.Id;

    /// <summary>What it reads.</summary>
    public Stream Input => _process.StandardInput.BaseStream;

    /// <summary>Starts it.</summary>
    /// <exception cref="VideoException">It does not start.</exception>
    public static FfmpegProcess Start(string program, IEnumerable<string> arguments, TimeProvider time)
    {
        try
        {
            var process = Process.Start(new ProcessStartInfo(program, [.. Always, .. arguments]) { RedirectStandardInput = true, RedirectStandardError = true })!;
            StepBack(process);
            return new FfmpegProcess(process, time);
        }
        catch (Win32Exception e)
        {
            throw new VideoException("ffmpeg, the video encoder, does not start", inner: e);
        }
    }

    /// <summary>Ends its input and waits until it is done.</summary>
    /// <exception cref="VideoException">It did not do it.</exception>
    public async Task FinishAsync()
    {
        try
        {
            // Closing may still have to write.
            await Task.Run(_process.StandardInput.Close).WaitAsync(Patience, _time);
        }
        catch (Exception e) when (e is IOException or TimeoutException)
        {
            throw await FaultAsync(e);
        }

        using var deadline = new CancellationTokenSource(Patience, _time);
        try
        {
            await _process.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException e)
        {
            throw await FaultAsync(e);
        }

        // That the last bytes did not fit ends some versions of it with 0.
        if (_process.ExitCode != 0 || (await _words).Contains(FullDisk, StringComparison.Ordinal))
        {
            throw await FaultAsync();
        }
    }

    /// <summary>Does a write to it, with a time limit.</summary>
    /// <exception cref="VideoException">It has ended, or does not take it.</exception>
    public async Task WriteAsync(Func<Task> write)
    {
        try
        {
            await write().WaitAsync(Patience, _time);
        }
        catch (Exception e) when (e is IOException or TimeoutException or ObjectDisposedException)
        {
            throw await FaultAsync(e);
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        _process.Dispose();
    }

    /// <summary>What became of it, in words; its own go into the log with the exception.</summary>
    private async Task<VideoException> FaultAsync(Exception? cause = null)
    {
        var isSlow = cause is TimeoutException or OperationCanceledException;
        await EndAsync();
        var words = (await _words).Trim();
        var inner = new InvalidOperationException($"ffmpeg ended with {_process.ExitCode}: {words}", cause);
        return words.Contains(FullDisk, StringComparison.Ordinal) ? new VideoException("the server's disk is full", mayPass: true, inner)
            : isSlow ? new VideoException("the video encoder does not get on", mayPass: true, inner)
            : new VideoException("the video encoder has ended", mayPass: false, inner);
    }

    private async Task EndAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    private static void StepBack(Process process)
    {
        try
        {
            process.PriorityClass = ProcessPriorityClass.BelowNormal;
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException)
        {
            // It has ended already, or may not be changed: then it goes on as it is.
        }
    }
}
