using System.Text.RegularExpressions;

namespace Skyvern.Server.Core.Engine.Rules.Clauses;

/// <summary>Reads what follows "log in": the account and its password, in any of the usual orders of words.</summary>
internal static partial class LogInRule
{
    /// <summary>The clause; without credentials when nothing follows, so that data after it can be used.</summary>
    public static IReadOnlyList<Clause>? Read(Reading reading, GroupCollection groups)
    {
        var rest = Lead().Replace(groups["rest"].Value, "").Trim();
        if (rest.Length == 0)
        {
            return [new LogInClause(null, null)];
        }

        foreach (var form in (Regex[])[Labelled(), PasswordLabelled(), Reversed(), Bare()])
        {
            if (form.Match(rest) is { Success: true } match && !FieldSynonyms.IsKnown(Wording.Normalize(match.Groups["u"].Value)))
            {
                return [new LogInClause(reading.Value(match.Groups["u"]), reading.Value(match.Groups["p"]))];
            }
        }

        return null;
    }

    [GeneratedRegex("^\\s*(?:(?:to|into|on|at)\\s+(?:(?:the|my|your)\\s+)?(?:(?:web\\s?site|site|page|shop|portal|account|app|application|customer area|dashboard|[\uE100-\uF8FF])\\s*){1,2})?,?\\s*(?:(?:with|as|using|by using|by)\\b\\s*)?(?:(?:the|these|my)\\s+)?(?:following\\s+)?(?:(?:credentials|data|details|login data)\\b)?\\s*:?\\s*", RegexOptions.IgnoreCase)]
    private static partial Regex Lead();

    private const string UserLabel = @"(?:user(?:\s*name)?(?:\s+id)?|user\s*id|e-?mail(?:\s+address)?|login|account(?:\s+name)?)";
    private const string PasswordLabel = @"(?:the\s+)?(?:password|passwort|pass|pwd|pw|pin)";

    [GeneratedRegex($@"^(?:the\s+)?{UserLabel}\s*(?:is\b|:|=)?\s*(?<u>[^\s,;]+)\s*(?:,|;|/|\band\b|\bwith\b|\s)*\s*{PasswordLabel}\s*(?:is\b|:|=)?\s*(?<p>\S+?)[.,]?$", RegexOptions.IgnoreCase)]
    private static partial Regex Labelled();

    [GeneratedRegex($@"^(?<u>[^\s,;/]+)\s*(?:,|;|/|\band\b|\bwith\b|\busing\b|\s)+\s*{PasswordLabel}\s*(?:is\b|:|=)?\s*(?<p>\S+?)[.,]?$", RegexOptions.IgnoreCase)]
    private static partial Regex PasswordLabelled();

    [GeneratedRegex($@"^(?<u>[^\s,;/]+)\s+as\s+(?:the\s+)?{UserLabel}\s*(?:,|;|\band\b|\s)+\s*(?<p>\S+)\s+as\s+{PasswordLabel}$", RegexOptions.IgnoreCase)]
    private static partial Regex Reversed();

    [GeneratedRegex(@"^(?<u>[^\s,;/:]+)\s*(?:/|,|:|\band\b)\s*(?<p>[^\s/]+?)[.,]?$", RegexOptions.IgnoreCase)]
    private static partial Regex Bare();
}
