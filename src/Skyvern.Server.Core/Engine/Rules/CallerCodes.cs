namespace Skyvern.Server.Core.Engine.Rules;

/// <summary>Finds the caller's error code for a failure of a known kind.</summary>
internal static class CallerCodes
{
    /// <summary>The codes whose name or text has one of the words.</summary>
    public static IReadOnlyList<string> For(IReadOnlyDictionary<string, string>? mapping, IReadOnlyList<string> words) => mapping is null || words.Count == 0
        ? []
        : [.. mapping.Where(code => Wording.HasAny($"{code.Key.ToLowerInvariant()} {code.Value}", words)).Select(code => code.Key).Take(1)];
}
