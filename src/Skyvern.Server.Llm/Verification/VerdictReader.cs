using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Skyvern.Server.Core.Engine;
using Skyvern.Server.Llm.Replies;

namespace Skyvern.Server.Llm.Verification;

/// <summary>Reads a verdict, and checks that its quote was shown.</summary>
internal static partial class VerdictReader
{
    /// <summary>The form of a verdict as strict modes want it.</summary>
    public const string SchemaJson =
        """{"type":"object","properties":{"answer":{"type":"string","enum":["yes","no","impossible"]},"quote":{"type":"string"},"reason":{"type":"string"}},"required":["answer","quote","reason"],"additionalProperties":false}""";

    private const int ShortestQuote = 2;

    /// <summary>The verdict; null when there is none to be made out, or when it quotes what was not shown.</summary>
    public static ClaimVerdict? Read(string reply, string shown)
    {
        foreach (var (node, _) in ReplyRepair.Readings(reply))
        {
            if (node is JsonObject json && Of(new LooseObject(json)) is var (answer, quote, reason))
            {
                return IsBacked(answer, quote, shown) ? new ClaimVerdict(answer, Words(reason, quote)) : null;
            }
        }

        return null;
    }

    private static (ClaimAnswer Answer, string Quote, string Reason)? Of(LooseObject json)
    {
        ClaimAnswer? answer = json.Text("answer", "verdict", "result")?.Trim().ToLowerInvariant() switch
        {
            "yes" or "true" => ClaimAnswer.Yes,
            "no" or "false" => ClaimAnswer.No,
            "impossible" => ClaimAnswer.Impossible,
            _ => null,
        };
        return answer is { } known ? (known, json.Text("quote", "evidence") ?? "", json.Text("reason", "explanation") ?? "") : null;
    }

    // What is missing from a page cannot be quoted; what is there must be.
    private static bool IsBacked(ClaimAnswer answer, string quote, string shown)
    {
        var wanted = Plain(quote);
        return wanted.Length < ShortestQuote ? answer == ClaimAnswer.No : Plain(shown).Contains(wanted, StringComparison.Ordinal);
    }

    private static string Words(string reason, string quote) =>
        quote.Trim().Length == 0 ? reason.Trim() : $"{reason.Trim()} (\"{quote.Trim()}\")".TrimStart();

    private static string Plain(string text) => Marks().Replace(text, " ").Trim().ToLowerInvariant();

    // Quotation marks, line breaks and blanks come back in other forms.
    [GeneratedRegex("""[\s"'`\u00AB\u00BB\u2018-\u201F\u2026]+|\.{3}""")]
    private static partial Regex Marks();
}
