using Microsoft.Extensions.Options;
using Skyvern.Server.Core.Nodes;
using Skyvern.Server.Core.Sessions;
using Skyvern.Server.Endpoints;
using Skyvern.Server.Jobs;

namespace Skyvern.Server.Nodes;

/// <summary>Tells the other processes every few seconds that this one is there and what it holds, and warns when they do not fit together.</summary>
internal sealed partial class NodeHeartbeat(
    ServerNode node, ServerRoles roles, NodeAddress address, StoragePlace storage, INodeStore store, NodeDirectory directory, RunCancellation runs,
    OpenSessions sessions, IHostApplicationLifetime lifetime, IOptions<ClusterOptions> options, TimeProvider time, ILogger<NodeHeartbeat> logger)
    : BackgroundService
{
    /// <summary>How long those that have gone are still shown.</summary>
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(1);

    private readonly DateTimeOffset _started = time.GetUtcNow();
    private readonly HashSet<string> _warnedOf = [];

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await TryAsync(() => store.RemoveAsync(node.Id, cancellationToken));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await ListeningAsync(stoppingToken);
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.Value.CheckInSeconds), time);
        do
        {
            await TryAsync(() => TellAsync(stoppingToken));
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>Only then its address is known.</summary>
    private async Task ListeningAsync(CancellationToken cancellationToken)
    {
        var listening = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var started = lifetime.ApplicationStarted.Register(() => listening.TrySetResult());
        await listening.Task.WaitAsync(cancellationToken);
    }

    private async Task TellAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var told = new NodeRecord
        {
            Id = node.Id,
            Roles = roles.ToString(),
            Host = Environment.MachineName,
            Address = await address.FindAsync(cancellationToken),
            Version = ServiceEndpoints.Version,
            Storage = storage.Name,
            Runs = runs.Count,
            Sessions = sessions.All.Count,
            StartedAt = _started,
            LastSeenAt = now,
        };
        await store.TellAsync(told, now - Remembered, cancellationToken);
        foreach (var other in await directory.ListLiveAsync(cancellationToken))
        {
            if (other.Storage != storage.Name && _warnedOf.Add(other.Id))
            {
                LogStorageApart(other.Id, other.Host);
            }
        }
    }

    private async Task TryAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // The outermost frame of a worker: a database that does not answer just now must not end the server; the next round tells again.
            LogFailed(e);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The process {Other} on {Host} shares this database but keeps its artifacts somewhere else: screenshots, "
        + "recordings and files of runs can be read only where they were made. Give all processes one S3 bucket (Storage:Kind) or one data folder (Data:Path).")]
    private partial void LogStorageApart(string other, string host);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The other processes could not be told that this one is there.")]
    private partial void LogFailed(Exception cause);
}
