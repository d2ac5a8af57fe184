namespace Skyvern.Server.Requests;

/// <summary>The engines that callers may name.</summary>
internal static class EngineNames
{
    public const string Default = "skyvern-2.0";

    /// <summary>Every word of the API.</summary>
    public static readonly IReadOnlyList<string> All =
        ["skyvern-1.0", Default, "skyvern-3.0", "openai-cua", "anthropic-cua", "ui-tars", "yutori-navigator"];

    /// <summary>Whether this server carries it out.</summary>
    public static bool IsOffered(string engine) => engine.StartsWith("skyvern-", StringComparison.Ordinal);
}
