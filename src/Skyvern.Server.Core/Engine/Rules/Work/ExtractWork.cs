using System.Text.RegularExpressions;
using Skyvern.Server.Core.Actions;
using Skyvern.Server.Core.Engine.Rules.Clauses;

namespace Skyvern.Server.Core.Engine.Rules.Work;

/// <summary>Extracts data from the page.</summary>
internal sealed partial class ExtractWork(ExtractClause extract) : ClauseWork(extract)
{
    /// <inheritdoc />
    public override IEnumerable<Move> Play(Stage stage)
    {
        // "Its total" speaks of what the clause before was about.
        var what = stage.Subject is { } subject && Its().IsMatch(extract.What) ? $"{Its().Replace(extract.What, "the ", 1)} of \"{subject}\"" : extract.What;
        yield return new ActMove($"Extracting {what}.", new ExtractAction(what));
        yield return stage.Result.Succeeded && stage.Context.ExtractedJson is { Length: > 0 } and not "null"
            ? new ReachedMove("The data was found on the page.")
            : new StuckMove(stage.Result.Message.Length > 0 && !stage.Result.Succeeded
                ? $"Could not {Clause}: {stage.Result.Message}"
                : $"Could not {Clause}: the page does not show the data asked for in a form that can be read without a language model.");
    }

    [GeneratedRegex(@"\b(?:its|their)\s+", RegexOptions.IgnoreCase)]
    private static partial Regex Its();
}
