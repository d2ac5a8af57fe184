using System.Data.Common;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Core.Webhooks;

namespace Skyvern.Server.Testing;

/// <summary>Queues that nobody works off: runs stay queued until the test itself claims and ends them.</summary>
public sealed class IdleQueues : IRunQueue, IWebhookQueue
{
    public Task EnqueueAsync(TaskRun run, DbTransaction transaction, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task EnqueueAsync(WebhookDelivery delivery, DbTransaction transaction, CancellationToken cancellationToken) => Task.CompletedTask;

    void IRunQueue.Wake()
    {
    }

    void IWebhookQueue.Wake()
    {
    }

    public Task SayStopAsync(string runId, DbTransaction transaction, CancellationToken cancellationToken) => Task.CompletedTask;

    public void Interrupt(string runId)
    {
    }
}
