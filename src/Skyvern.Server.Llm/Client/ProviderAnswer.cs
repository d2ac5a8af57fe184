namespace Skyvern.Server.Llm.Client;

/// <summary>What came back over the wire, unread.</summary>
/// <param name="Status">HTTP status; 0: nothing came back.</param>
/// <param name="Body">The body, or why nothing came back.</param>
internal sealed record ProviderAnswer(int Status, string Body)
{
    /// <summary>How long the provider asks to wait; null: not told.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Whether it was answered with success.</summary>
    public bool IsSuccess => Status is >= 200 and < 300;
}
