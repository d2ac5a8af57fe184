using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.Core.Webhooks;

/// <summary>Reads deliveries and stores what became of their attempts.</summary>
public interface IWebhookStore
{
    /// <summary>The delivery with its run; null when unknown.</summary>
    Task<(WebhookDelivery Delivery, TaskRun Run)?> FindAsync(string deliveryId, CancellationToken cancellationToken);

    /// <summary>The fixed bytes of a run's delivery; null when there is none or they are not fixed yet.</summary>
    Task<byte[]?> FindBodyAsync(string runId, CancellationToken cancellationToken);

    /// <summary>Stores the body's bytes if none are stored yet; returns those that count.</summary>
    Task<byte[]> FixBodyAsync(string deliveryId, byte[] body, CancellationToken cancellationToken);

    /// <summary>Stores an attempt's result on the delivery and on the run (webhook_failure_reason: "" after success).</summary>
    Task RecordAttemptAsync(WebhookDelivery delivery, CancellationToken cancellationToken);

    /// <summary>Stores an attempt that was made by hand, and its result on the run: the durable delivery goes its own way.</summary>
    Task RecordTrialAsync(WebhookAttempt attempt, CancellationToken cancellationToken);

    /// <summary>A run's delivery without its body, null when it has none, and all attempts at it, oldest first.</summary>
    Task<(WebhookDelivery? Delivery, IReadOnlyList<WebhookAttempt> Attempts)> FindOfRunAsync(string organizationId, string runId, CancellationToken cancellationToken);

    /// <summary>A page of an organization's deliveries, newest first, each with its run and all attempts.</summary>
    Task<Page<SentDelivery>> ListAsync(DeliveryFilter filter, CancellationToken cancellationToken);

    /// <summary>How many deliveries an organization has of each status that has any.</summary>
    Task<IReadOnlyDictionary<DeliveryStatus, int>> CountAsync(string organizationId, CancellationToken cancellationToken);

    /// <summary>Ids of deliveries with attempts left, oldest first, for recovery.</summary>
    Task<IReadOnlyList<string>> ListPendingAsync(CancellationToken cancellationToken);
}
