using Microsoft.Extensions.Options;
using Quartz;
using Skyvern.Server.Core.Sessions;
using Skyvern.Server.Http;

namespace Skyvern.Server.Jobs;

/// <summary>
/// Before anything of the process is stopped: takes no more runs and browser sessions, and gives the runs under way some time to end. What is not over then is
/// interrupted and handed back by the job engine's own stop.
/// </summary>
internal sealed partial class Drain(
    [FromKeyedServices(Schedulers.Runs)] ISchedulerFactory factory, RunCancellation runs, OpenSessions sessions, IOptions<WorkerOptions> worker,
    IOptions<ServerOptions> server, TimeProvider time, ILogger<Drain> logger) : IHostedLifecycleService
{
    /// <summary>What the rest of a stop needs: browsers are closed and runs handed back.</summary>
    private const int HandBackSeconds = 10;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        sessions.TakeNoMore();
        var seconds = Math.Min(worker.Value.DrainSeconds, server.Value.ShutdownSeconds - HandBackSeconds);
        if (seconds <= 0)
        {
            return;
        }

        var scheduler = await factory.GetScheduler(cancellationToken);
        await scheduler.Standby(cancellationToken);
        if (runs.Count > 0)
        {
            LogWaits(runs.Count, seconds);
        }

        var until = time.GetUtcNow() + TimeSpan.FromSeconds(seconds);
        while (runs.Count > 0 && time.GetUtcNow() < until)
        {
            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(Level = LogLevel.Information, Message = "The server stops: {Count} runs have up to {Seconds} seconds to end, then they are handed back.")]
    private partial void LogWaits(int count, int seconds);
}
