namespace Skyvern.Server.Webhooks;

/// <summary>What became of one attempt.</summary>
/// <param name="StatusCode">The receiver's answer; null: none came.</param>
/// <param name="Error">Why it did not count; null after success.</param>
/// <param name="CanRepeat">Whether another attempt may succeed.</param>
/// <param name="RetryAfter">How long the receiver asks to be left alone.</param>
internal sealed record WebhookResult(int? StatusCode, string? Error, bool CanRepeat = false, TimeSpan? RetryAfter = null)
{
    /// <summary>The beginning of the answer's body, where it was to be read.</summary>
    public string? ResponseBody { get; init; }

    /// <summary>Whether the receiver took it.</summary>
    public bool IsDelivered => Error is null;
}
