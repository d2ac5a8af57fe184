using Skyvern.Server.Data.Nodes;

namespace Skyvern.Server.Jobs;

/// <summary>
/// Hears what other processes have stored or canceled, at once. What is missed while the connection is broken is found by looking: the job
/// engine does so every second, and a run that is worked on twice a second.
/// </summary>
internal sealed partial class WakeUp(
    DatabaseNotices notices, JobScheduler<RunJob> runs, JobScheduler<WebhookJob> webhooks, RunCancellation cancellation, TimeProvider time,
    ILogger<WakeUp> logger) : BackgroundService
{
    private const string StopMark = "stop ";

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>What is said of a run that shall stop.</summary>
    public static string StopOf(string runId) => StopMark + runId;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (notices.AreHeard)
        {
            try
            {
                await notices.ListenAsync(Wake, Hear, stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // The outermost frame of a worker: nothing depends on the notices but speed.
                LogDeaf(e);
            }

            await Task.Delay(Pause, time, stoppingToken);
        }
    }

    private void Wake()
    {
        runs.Wake();
        webhooks.Wake();
    }

    private void Hear(string text)
    {
        if (text == Schedulers.Runs)
        {
            runs.Wake();
        }
        else if (text == Schedulers.Webhooks)
        {
            webhooks.Wake();
        }
        else if (text.StartsWith(StopMark, StringComparison.Ordinal))
        {
            cancellation.Cancel(text[StopMark.Length..]);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Other processes are not heard just now: what they store is found a second later.")]
    private partial void LogDeaf(Exception cause);
}
