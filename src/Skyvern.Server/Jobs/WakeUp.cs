using Skyvern.Server.Data.Nodes;
using Skyvern.Server.Data.Runs;

namespace Skyvern.Server.Jobs;

/// <summary>
/// Hears what other processes have stored or canceled, at once. What is missed while the connection is broken is found by looking: the job
/// engine does so every second, a run that is worked on twice a second, and whoever follows a run as soon as it is heard again.
/// </summary>
internal sealed partial class WakeUp(
    DatabaseNotices notices, JobScheduler<RunJob> runs, JobScheduler<WebhookJob> webhooks, RunCancellation cancellation, RunWords words, TimeProvider time,
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
        words.MayBeLost();
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
        else
        {
            words.Hear(text);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Other processes are not heard just now: what they store is found a second later.")]
    private partial void LogDeaf(Exception cause);
}
