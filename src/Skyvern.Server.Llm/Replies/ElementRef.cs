using System.Text.RegularExpressions;

namespace Skyvern.Server.Llm.Replies;

/// <summary>Reads an element's ref however a model writes it; whether there is such an element is the executor's question.</summary>
internal static partial class ElementRef
{
    /// <summary>e12 or f2e12; null when it is no ref.</summary>
    public static string? Read(string? text)
    {
        if (text is null)
        {
            return null;
        }

        var match = Form().Match(text);
        return match.Success ? match.Groups[1].Value.ToLowerInvariant() : BareNumber().IsMatch(text) ? "e" + text.Trim() : null;
    }

    [GeneratedRegex("""^[\s\[\(<"'`@#*]*(?:ref\s*[=:]\s*)?((?:f\d+)?e\d+)(?![\w])""", RegexOptions.IgnoreCase)]
    private static partial Regex Form();

    [GeneratedRegex(@"^\s*\d+\s*$")]
    private static partial Regex BareNumber();
}
