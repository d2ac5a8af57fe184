using System.Diagnostics;
using Microsoft.Extensions.Options;
using Skyvern.Server.Core.Diagnostics;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Core.Webhooks;

namespace Skyvern.Server.Webhooks;

/// <summary>Makes the due attempt of a delivery and stores what became of it.</summary>
/// <remarks>At least once: an attempt whose result could not be stored is made again, with the same bytes.</remarks>
internal sealed partial class WebhookDeliverer(
    IWebhookStore store, IWebhookBodyBuilder bodies, SigningSecrets secrets, WebhookSender sender, ServerMetrics metrics,
    IOptions<WebhookOptions> options, TimeProvider time, ILogger<WebhookDeliverer> logger)
{
    /// <summary>When the next attempt is due; null when none is left.</summary>
    public async Task<DateTimeOffset?> AttemptAsync(string deliveryId, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(deliveryId, cancellationToken) is not ({ Status: DeliveryStatus.Pending } delivery, { } run))
        {
            return null;
        }

        if (delivery.Attempts > 0 && delivery.NextAttemptAt is { } due && due > time.GetUtcNow())
        {
            return due; // woken after a crash, before its time
        }

        using var span = Spans.Start("webhook", ActivityKind.Client);
        delivery.Body ??= await store.FixBodyAsync(delivery.Id, await bodies.BuildAsync(run, cancellationToken), cancellationToken);
        var began = Stopwatch.GetTimestamp();
        var result = await SendAsync(delivery, run, cancellationToken);
        delivery.LastMilliseconds = (int)Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        Note(delivery, result);
        Tell(span, delivery);
        await store.RecordAttemptAsync(delivery, cancellationToken);
        return delivery.NextAttemptAt;
    }

    private async Task<WebhookResult> SendAsync(WebhookDelivery delivery, TaskRun run, CancellationToken cancellationToken) =>
        await secrets.FindAsync(run, cancellationToken) is { } key
            ? await sender.SendAsync(delivery.Url, delivery.Body!, key, cancellationToken)
            : new WebhookResult(null, "The organization has no valid API key left that could sign the webhook.");

    private void Note(WebhookDelivery delivery, WebhookResult result)
    {
        var now = time.GetUtcNow();
        delivery.Attempts++;
        delivery.LastStatusCode = result.StatusCode;
        delivery.LastError = result.Error;
        delivery.ModifiedAt = now;
        delivery.NextAttemptAt = result.CanRepeat
            ? WebhookSchedule.Next(options.Value, delivery.Attempts, result.RetryAfter, delivery.CreatedAt, now, Random.Shared.NextDouble())
            : null;
        delivery.Status = (result.IsDelivered, delivery.NextAttemptAt) switch
        {
            (true, _) => DeliveryStatus.Delivered,
            (false, not null) => DeliveryStatus.Pending,
            _ => DeliveryStatus.GivenUp,
        };

        if (delivery.Status == DeliveryStatus.GivenUp)
        {
            LogGivenUp(delivery.RunId, delivery.Attempts, delivery.LastStatusCode);
        }
    }

    private void Tell(Activity? span, WebhookDelivery delivery)
    {
        var outcome = delivery.Status switch { DeliveryStatus.Delivered => "delivered", DeliveryStatus.Pending => "pending", _ => "given_up" };
        metrics.WebhookTried(outcome);
        span?.SetTag(Tags.RunId, delivery.RunId)
            .SetTag(Tags.OrganizationId, delivery.OrganizationId)
            .SetTag(Tags.WebhookAttempt, delivery.Attempts)
            .SetTag(Tags.WebhookOutcome, outcome)
            .SetTag(Tags.ServerAddress, Uri.TryCreate(delivery.Url, UriKind.Absolute, out var address) ? address.Host : null)
            .SetTag(Tags.HttpStatus, delivery.LastStatusCode);
        if (delivery.Status != DeliveryStatus.Delivered)
        {
            span.Fail(delivery.LastStatusCode?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "no_answer");
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The webhook of run {RunId} was given up after {Attempts} attempts; last answer: {StatusCode}.")]
    private partial void LogGivenUp(string runId, int attempts, int? statusCode);
}
