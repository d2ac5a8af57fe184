using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.Core.Webhooks;

/// <summary>Which deliveries a list shows.</summary>
/// <param name="OrganizationId">The tenant.</param>
/// <param name="Status">Only of this status; null: all.</param>
/// <param name="Page">From 1.</param>
/// <param name="PageSize">Rows a page.</param>
public sealed record DeliveryFilter(string OrganizationId, DeliveryStatus? Status, int Page, int PageSize);

/// <summary>A delivery with what belongs to it.</summary>
/// <param name="Delivery">The delivery, without its body.</param>
/// <param name="Run">The run it tells about.</param>
/// <param name="Attempts">Those made so far, oldest first.</param>
public sealed record SentDelivery(WebhookDelivery Delivery, TaskRun Run, IReadOnlyList<WebhookAttempt> Attempts);
