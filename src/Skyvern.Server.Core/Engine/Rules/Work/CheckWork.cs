using Skyvern.Server.Core.Actions;
using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Core.Engine.Rules.Clauses;

namespace Skyvern.Server.Core.Engine.Rules.Work;

/// <summary>Turns a box on or off.</summary>
internal sealed class CheckWork(CheckClause check) : ClauseWork(check)
{
    private const int Patience = 4;

    /// <inheritdoc />
    public override IEnumerable<Move> Play(Stage stage)
    {
        var found = Find(stage.Page);
        if (found.Element is null && !found.Ambiguous)
        {
            yield return new ActMove($"Waiting for \"{check.Target.Name}\".", new WaitAction(Patience, check.Target.Name));
            found = Find(stage.Page);
        }

        if (found.Element is not { } box)
        {
            yield return Stuck(found.Why("check box", check.Target.Name));
            yield break;
        }

        yield return new ActMove($"{(check.On ? "Checking" : "Unchecking")} \"{box.Label()}\".", new FillAction([new FieldValue(box.Ref, check.On ? "true" : "false")]));
        yield return stage.Result.Succeeded ? new ReachedMove($"\"{box.Label()}\" is {(check.On ? "checked" : "unchecked")}.") : Stuck(stage.Result);
    }

    private Found Find(Observation page) => ElementFinder.Choose(
        page.Elements.Where(element => element.IsToggle() && !element.Is("disabled")), check.Target, element => NameScore.OfField(check.Target.Name, element));
}
