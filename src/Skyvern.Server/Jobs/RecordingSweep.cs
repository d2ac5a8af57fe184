using Skyvern.Server.Core.Recordings;

namespace Skyvern.Server.Jobs;

/// <summary>At start and every minute keeps recordings that a process which died has left, and those that could not be kept at the time.</summary>
internal sealed partial class RecordingSweep(RecordingKeeper recordings, TimeProvider time, ILogger<RecordingSweep> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        do
        {
            try
            {
                await recordings.SweepAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // The outermost frame of a worker: what fails now is tried again in the next round.
                LogFailed(e);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Recordings that were left behind could not be kept.")]
    private partial void LogFailed(Exception cause);
}
