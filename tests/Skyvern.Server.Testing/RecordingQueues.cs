using System.Collections.Concurrent;
using System.Data.Common;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Core.Webhooks;

namespace Skyvern.Server.Testing;

/// <summary>
/// Queues that record. Each job also becomes a row of the table <c>test_jobs (id)</c>, written through the transaction that was handed in: it
/// shows what was committed together with the run. The test makes the table.
/// </summary>
public sealed class RecordingQueues : IRunQueue, IWebhookQueue
{
    private int _runWakes;
    private int _webhookWakes;

    /// <summary>Thrown instead of storing a job.</summary>
    public Exception? Refusal { get; set; }

    public ConcurrentQueue<string> RunIds { get; } = new();

    public ConcurrentQueue<string> DeliveryIds { get; } = new();

    public ConcurrentQueue<string> Interrupted { get; } = new();

    /// <summary>Runs whose workers were told to stop within a transaction.</summary>
    public ConcurrentQueue<string> Stopped { get; } = new();

    public int RunWakes => _runWakes;

    public int WebhookWakes => _webhookWakes;

    public async Task EnqueueAsync(TaskRun run, DbTransaction transaction, CancellationToken cancellationToken)
    {
        await StoreAsync(run.Id, transaction, cancellationToken);
        RunIds.Enqueue(run.Id);
    }

    public async Task EnqueueAsync(WebhookDelivery delivery, DbTransaction transaction, CancellationToken cancellationToken)
    {
        await StoreAsync(delivery.Id, transaction, cancellationToken);
        DeliveryIds.Enqueue(delivery.Id);
    }

    void IRunQueue.Wake() => Interlocked.Increment(ref _runWakes);

    void IWebhookQueue.Wake() => Interlocked.Increment(ref _webhookWakes);

    public Task SayStopAsync(string runId, DbTransaction transaction, CancellationToken cancellationToken)
    {
        Stopped.Enqueue(runId);
        return Task.CompletedTask;
    }

    public void Interrupt(string runId) => Interrupted.Enqueue(runId);

    private async Task StoreAsync(string id, DbTransaction transaction, CancellationToken cancellationToken)
    {
        await using var command = transaction.Connection!.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "INSERT INTO test_jobs (id) VALUES (@id)";
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = ("@id", id);
        command.Parameters.Add(parameter);
        await command.ExecuteNonQueryAsync(cancellationToken);
        if (Refusal is { } refusal)
        {
            throw refusal;
        }
    }
}
