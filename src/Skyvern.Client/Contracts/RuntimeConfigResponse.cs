namespace Skyvern.Client.Contracts;

/// <summary>What a web page has to know of the server before it has a key.</summary>
public sealed record RuntimeConfigResponse
{
    /// <summary>How pictures of a running browser are sent: always <c>cdp</c>.</summary>
    public required string BrowserStreamingMode { get; init; }

    /// <summary>The same for people.</summary>
    public required string BrowserStreamingLabel { get; init; }

    /// <summary>The environment's name, e.g. <c>Production</c>.</summary>
    public required string Environment { get; init; }

    /// <summary>What is missing on the server, in sentences.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }
}
