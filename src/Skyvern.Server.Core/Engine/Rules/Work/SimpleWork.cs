using Skyvern.Server.Core.Actions;
using Skyvern.Server.Core.Engine.Rules.Clauses;

namespace Skyvern.Server.Core.Engine.Rules.Work;

/// <summary>One action, whose result is all the evidence there is: press, scroll, back.</summary>
internal sealed class SimpleWork(Clause clause, BrowserAction action) : ClauseWork(clause)
{
    /// <inheritdoc />
    public override IEnumerable<Move> Play(Stage stage)
    {
        yield return new ActMove($"Now: {Clause}.", action);
        var doneWithoutChange = action is ScrollAction && stage.Result.Code == ActionCode.NoChange;
        yield return stage.Result.Succeeded && (doneWithoutChange || stage.Result.Code != ActionCode.NoChange)
            ? new ReachedMove($"Done: {Clause}.")
            : Stuck(stage.Result);
    }
}
