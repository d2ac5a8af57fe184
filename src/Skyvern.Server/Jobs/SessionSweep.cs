using Skyvern.Server.Core.Sessions;

namespace Skyvern.Server.Jobs;

/// <summary>Looks after browser sessions: at start, every few seconds, and at the end of the process, when their browsers are closed.</summary>
internal sealed partial class SessionSweep(SessionWatch watch, TimeProvider time, ILogger<SessionSweep> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(5);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await watch.StartAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await watch.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await watch.LookAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // The outermost frame of a worker: a database that does not answer just now must not end the server; the next round looks again.
                LogFailed(e);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Looking after the browser sessions failed.")]
    private partial void LogFailed(Exception cause);
}
