using System.Data.Common;

namespace Skyvern.Server.Core.Webhooks;

/// <summary>Schedules deliveries. The job is stored in the same transaction as the delivery.</summary>
public interface IWebhookQueue
{
    /// <summary>Stores the delivery's first job in the given open transaction.</summary>
    Task EnqueueAsync(WebhookDelivery delivery, DbTransaction transaction, CancellationToken cancellationToken);

    /// <summary>After the commit: lets idle senders look at once.</summary>
    void Wake();
}
