using Skyvern.Server.Core.Uploads;
using Skyvern.Server.Core.Verification;

namespace Skyvern.Server.Jobs;

/// <summary>Removes what has had its time, at start and every hour: pushed one-time codes that are older than a day, and expired uploads.</summary>
internal sealed partial class Retention(ITotpCodeStore codes, UploadService uploads, TimeProvider time, ILogger<Retention> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        do
        {
            await TryAsync(() => codes.RemoveBeforeAsync(time.GetUtcNow() - TotpCodeService.Kept, stoppingToken));
            await TryAsync(() => uploads.RemoveExpiredAsync(stoppingToken));
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
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

    [LoggerMessage(Level = LogLevel.Warning, Message = "What has had its time could not be removed.")]
    private partial void LogFailed(Exception cause);
}
