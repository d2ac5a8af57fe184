using System.Text.RegularExpressions;

namespace Skyvern.Server.Core.Engine.Rules.Clauses;

/// <summary>A form of words and the clauses it means.</summary>
/// <param name="Form">Matches the whole part.</param>
/// <param name="Read">The clauses; null when the words in the form are none that a rule can act on.</param>
internal sealed record ClauseRule(Regex Form, Func<Reading, GroupCollection, IReadOnlyList<Clause>?> Read)
{
    /// <summary>A rule for a form written as a pattern: whole text, any case, blanks as in the pattern.</summary>
    public static ClauseRule Of(string form, Func<Reading, GroupCollection, IReadOnlyList<Clause>?> read) =>
        new(new Regex($"^(?:{form})$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Singleline), read);

    /// <summary>A rule that gives one clause or none.</summary>
    public static ClauseRule One(string form, Func<Reading, GroupCollection, Clause?> read) =>
        Of(form, (reading, groups) => read(reading, groups) is { } clause ? [clause] : null);

    /// <summary>The clauses when the part has this form.</summary>
    public IReadOnlyList<Clause>? Apply(Reading reading) => Form.Match(reading.Text) is { Success: true } match ? Read(reading, match.Groups) : null;
}
