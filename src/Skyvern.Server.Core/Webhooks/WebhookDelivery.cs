namespace Skyvern.Server.Core.Webhooks;

/// <summary>The one webhook of a finished run, with the result of its attempts.</summary>
public sealed class WebhookDelivery
{
    /// <summary>The delivery's id, <c>whd_…</c>; the same for every repeat.</summary>
    public required string Id { get; init; }

    /// <summary>The run it tells about.</summary>
    public required string RunId { get; init; }

    /// <summary>The tenant.</summary>
    public required string OrganizationId { get; init; }

    /// <summary>Where it goes.</summary>
    public required string Url { get; init; }

    /// <summary>Where it stands.</summary>
    public DeliveryStatus Status { get; set; }

    /// <summary>Attempts made.</summary>
    public int Attempts { get; set; }

    /// <summary>The exact bytes, fixed at the first attempt.</summary>
    public byte[]? Body { get; set; }

    /// <summary>Answer of the last attempt; null: none came.</summary>
    public int? LastStatusCode { get; set; }

    /// <summary>Why the last attempt failed; null after success.</summary>
    public string? LastError { get; set; }

    /// <summary>How long the last attempt took.</summary>
    public int? LastMilliseconds { get; set; }

    /// <summary>When the next attempt is due; null when none is.</summary>
    public DateTimeOffset? NextAttemptAt { get; set; }

    /// <summary>Creation = the moment the run ended.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Last change.</summary>
    public DateTimeOffset ModifiedAt { get; set; }
}

/// <summary>Where a delivery stands.</summary>
public enum DeliveryStatus
{
    /// <summary>Attempts are left.</summary>
    Pending,

    /// <summary>Answered with 2xx.</summary>
    Delivered,

    /// <summary>No further attempt.</summary>
    GivenUp,
}
