using Skyvern.Server.Core.Retention;
using Skyvern.Server.Core.Uploads;
using Skyvern.Server.Core.Verification;

namespace Skyvern.Server.Jobs;

/// <summary>
/// Removes what has had its time, at start and every hour: pushed one-time codes that are older than a day, expired uploads, ended runs and
/// what they left. Once a day it looks for bytes that nothing knows any more: that reads the names of all there are.
/// </summary>
internal sealed partial class Retention(
    ITotpCodeStore codes, UploadService uploads, RunRetention runs, OrphanedBytes orphans, TimeProvider time, ILogger<Retention> logger)
    : BackgroundService
{
    private const int RoundsADay = 24;

    private static readonly TimeSpan Period = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        var round = 0;
        do
        {
            await TryAsync(() => codes.RemoveBeforeAsync(time.GetUtcNow() - TotpCodeService.Kept, stoppingToken));
            await TryAsync(() => uploads.RemoveExpiredAsync(stoppingToken));
            await TryAsync(() => runs.SweepAsync(stoppingToken));

            // Not at the start, which is a busy time.
            if (round++ % RoundsADay == 1)
            {
                await TryAsync(() => RemoveOrphansAsync(stoppingToken));
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task RemoveOrphansAsync(CancellationToken cancellationToken)
    {
        var count = await orphans.SweepAsync(cancellationToken);
        LogOrphans(count);
    }

    private async Task TryAsync(Func<Task> remove)
    {
        try
        {
            await remove();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // The outermost frame of a worker: a database that does not answer just now must not end the server; the next round tries again.
            LogFailed(e);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} files of the artifact store belonged to nothing any more and were removed.")]
    private partial void LogOrphans(int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "What has had its time could not be removed.")]
    private partial void LogFailed(Exception cause);
}
