using System.Data.Common;
using Skyvern.Server.Core.Webhooks;

namespace Skyvern.Server.Jobs;

/// <summary>Deliveries as durable jobs.</summary>
internal sealed class WebhookQueue(JobScheduler<WebhookJob> jobs) : IWebhookQueue
{
    public Task EnqueueAsync(WebhookDelivery delivery, DbTransaction transaction, CancellationToken cancellationToken) =>
        jobs.AddAsync(delivery.Id, delivery.NextAttemptAt ?? delivery.CreatedAt, limitGroup: null, nodeId: null, transaction, cancellationToken);

    public void Wake() => jobs.Wake();
}
