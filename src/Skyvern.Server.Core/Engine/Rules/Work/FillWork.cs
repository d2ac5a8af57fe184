using Skyvern.Server.Core.Actions;
using Skyvern.Server.Core.Engine.Rules.Clauses;

namespace Skyvern.Server.Core.Engine.Rules.Work;

/// <summary>Fills fields. Fields that appear only once others are filled get their turn.</summary>
internal sealed class FillWork(FillClause fill) : ClauseWork(fill)
{
    private const int MostRounds = 4;
    private const int Patience = 4;

    /// <inheritdoc />
    public override IEnumerable<Move> Play(Stage stage)
    {
        List<FieldPair> open = [.. fill.Pairs];
        var filled = new List<string>();
        var waited = false;
        for (var round = 0; round < MostRounds && open.Count > 0; round++)
        {
            var match = FormMatch.Of(stage.Page, open, fill.WholeForm, filled);
            if (match.Values.Count == 0)
            {
                if (waited)
                {
                    break;
                }

                waited = true;
                yield return new ActMove($"Waiting for the field \"{open[0].Key}\".", new WaitAction(Patience, open[0].Key));
                continue;
            }

            yield return new ActMove(match.Values.Count == 1 ? $"Filling the field \"{match.Keys[0].Key}\"." : $"Filling {match.Values.Count} fields of the form.", new FillAction(match.Values));
            if (stage.Result is { Succeeded: false, Code: not ActionCode.NotFound } result)
            {
                yield return Stuck(result);
                yield break;
            }

            if (stage.Result.Succeeded)
            {
                filled.AddRange(match.Values.Select(value => value.Ref));
                open.RemoveAll(pair => match.Keys.Contains(pair));
            }
        }

        if (open.Count > 0)
        {
            yield return Stuck(FormMatch.Of(stage.Page, open, fill.WholeForm, filled).WhyNot(stage.Page, open));
            yield break;
        }

        stage.Filled = filled;
        var form = filled.Select(stage.Page.Find).FirstOrDefault(field => field?.Form is not null)?.Form;
        yield return fill.WholeForm && !stage.ActsLater && form is not null && stage.Page.MissingFields(form) is { Count: > 0 } missing
            ? Stuck($"the form also requires values for {string.Join(", ", missing.Select(name => $"\"{name}\""))}, and the goal gives none.")
            : new ReachedMove($"Filled {string.Join(", ", fill.Pairs.Select(pair => $"\"{pair.Key}\""))}.");
    }
}
