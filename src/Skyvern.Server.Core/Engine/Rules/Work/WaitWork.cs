using Skyvern.Server.Core.Actions;
using Skyvern.Server.Core.Engine.Rules.Clauses;

namespace Skyvern.Server.Core.Engine.Rules.Work;

/// <summary>Waits for some seconds, or until the page shows a text.</summary>
internal sealed class WaitWork(WaitClause wait) : ClauseWork(wait)
{
    /// <inheritdoc />
    public override IEnumerable<Move> Play(Stage stage)
    {
        if (wait.Text is not { } text)
        {
            yield return new ActMove($"Waiting {wait.Seconds} seconds.", new WaitAction(wait.Seconds));
            yield return new ReachedMove($"Waited {wait.Seconds} seconds.");
            yield break;
        }

        if (!stage.Shows(text))
        {
            yield return new ActMove($"Waiting for \"{text}\".", new WaitAction(wait.Seconds, text));
        }

        if (!stage.Shows(text))
        {
            // It may be below the part of the page that is shown.
            yield return new ActMove($"Looking for \"{text}\" in the whole page.", new FindAction(text));
            if (!Wording.HasPhrase(stage.Result.Text ?? "", text))
            {
                yield return Stuck($"the text did not appear within {wait.Seconds} seconds.");
                yield break;
            }
        }

        yield return new ReachedMove($"The page shows \"{text}\".");
    }
}
