namespace Skyvern.Server.Core.Webhooks;

/// <summary>One attempt to tell a run's webhook address, and what came of it.</summary>
public sealed class WebhookAttempt
{
    /// <summary>Rises with every attempt; 0 before it is stored.</summary>
    public long Id { get; init; }

    /// <summary>The run.</summary>
    public required string RunId { get; init; }

    /// <summary>When it ended.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The receiver's answer; null: none came.</summary>
    public int? StatusCode { get; init; }

    /// <summary>Why it did not count; null after success.</summary>
    public string? Error { get; init; }

    /// <summary>How long it took; null where that is not known.</summary>
    public int? Milliseconds { get; init; }

    /// <summary>Whether a person or program asked for it, besides the durable delivery.</summary>
    public bool IsByHand { get; init; }
}
