using Microsoft.Extensions.Logging;
using Skyvern.Server.Core.Live;

namespace Skyvern.Server.Core.Recordings;

/// <summary>
/// Films the browsers of a run, one after the other, as one more viewer of each. Nothing that goes wrong here reaches the run: it is told,
/// and the run goes on.
/// </summary>
public sealed partial class RunRecording : IAsyncDisposable
{
    /// <summary>A page that is new in so many pictures on end (an animation, a clock) is filmed half as often until it stands still: nothing of what the run does is missed.</summary>
    private const int Restless = 20;

    /// <summary>For the picture of what was done last.</summary>
    private static readonly TimeSpan LastLook = TimeSpan.FromMilliseconds(150);

    /// <summary>The browser stays open so long for the last picture.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>
    /// The end of a run waits so long for its video; what takes longer follows, too late for the webhook. The encoder stands back behind
    /// all else on a machine: where that is busy, a moment's work takes many seconds.
    /// </summary>
    private static readonly TimeSpan VideoPatience = TimeSpan.FromSeconds(30);

    private readonly RecordingTrack _track;
    private readonly RecordingKeeper _keeper;
    private readonly TimeSpan _gap;
    private readonly Func<string, Task> _tell;
    private readonly string _runId;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _ending = new();
    private readonly CancellationTokenSource _stop;
    private CancellationTokenSource? _browser;
    private Task _filming = Task.CompletedTask;
    private Task<string?>? _keeping;

    internal RunRecording(
        string runId, RecordingTrack track, RecordingKeeper keeper, TimeSpan gap, Func<string, Task> tell, TimeProvider time, ILogger logger)
    {
        (_runId, _track, _keeper, _gap, _tell, _time, _logger) = (runId, track, keeper, gap, tell, time, logger);
        _stop = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
    }

    /// <summary>From now on films this browser.</summary>
    public void Watch(ILiveBrowser browser)
    {
        _browser?.Cancel();
        _browser?.Dispose();
        _browser = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        _filming = FilmAsync(browser, _filming, _browser.Token);
    }

    /// <summary>Stops filming, which is to be done before the browser closes, and begins to make the video.</summary>
    public async Task StopAsync()
    {
        if (_keeping is null)
        {
            await _ending.CancelAsync();
            _stop.CancelAfter(LastLook);
            await Task.WhenAny(_filming, Task.Delay(Patience, _time));
            _keeping = KeepAsync();
        }
    }

    /// <summary>Waits for the video, though not for long; what is wrong with it is told.</summary>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await Task.WhenAny(_keeping!, Task.Delay(VideoPatience, _time));
        var problem = _keeping!.IsCompleted ? await _keeping : "The recording is not ready yet: it follows.";
        if (problem is not null)
        {
            // A note that cannot be written costs the record, not the run.
            await _tell(problem).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        _browser?.Dispose();
        _stop.Dispose();
        _ending.Dispose();
    }

    private async Task FilmAsync(ILiveBrowser browser, Task before, CancellationToken cancellationToken)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            var changes = 0;
            TimeSpan Pace() => changes < Restless ? _gap : 2 * _gap;
            await foreach (var frame in browser.WatchAsync(Pace, cancellationToken))
            {
                changes = await _track.TakeAsync(frame) ? changes + 1 : 0;
                if (_track.Problem is not null)
                {
                    return;
                }

                // At the end there is no more pausing: the newest frame is the last one.
                await Task.Delay(Pace(), _time, _ending.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
        catch (Exception e)
        {
            // The outermost frame of the filming: the run must not notice, and the browser's own faults show themselves in what it does.
            if (!cancellationToken.IsCancellationRequested)
            {
                LogBroke(e, _runId);
            }
        }
    }

    private async Task<string?> KeepAsync()
    {
        try
        {
            await _filming;
            return await _track.EndAsync() is { } draft ? await _keeper.KeepAsync(draft, _track.Problem) : _track.Problem;
        }
        catch (Exception e)
        {
            // The outermost frame of what may go on after the run: the files stay, and the next look for such takes them up.
            LogBroke(e, _runId);
            return "The recording could not be kept just now: it is tried again later.";
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The recording of run {RunId} broke.")]
    private partial void LogBroke(Exception cause, string runId);
}
