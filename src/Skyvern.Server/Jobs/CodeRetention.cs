using Skyvern.Server.Core.Verification;

namespace Skyvern.Server.Jobs;

/// <summary>Removes pushed one-time codes that are older than a day, at start and every hour.</summary>
internal sealed partial class CodeRetention(ITotpCodeStore codes, TimeProvider time, ILogger<CodeRetention> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        do
        {
            try
            {
                await codes.RemoveBeforeAsync(time.GetUtcNow() - TotpCodeService.Kept, stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // The outermost frame of a worker: a database that does not answer just now must not end the server; the next round tries again.
                LogFailed(e);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Old one-time codes could not be removed.")]
    private partial void LogFailed(Exception cause);
}
