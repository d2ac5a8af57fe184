using System.Text;
using Skyvern.Server.Core.Actions;

namespace Skyvern.Server.Core.Engine;

/// <summary>Writes what came of a plan, as the planner is reminded of it: short, since it is part of every later prompt.</summary>
internal static class TurnText
{
    /// <summary>One line an action, returned texts below it, changed lines at the end.</summary>
    public static PlanTurn Of(StepPlan plan, IReadOnlyList<ActionResult> results, IReadOnlyList<string> changes)
    {
        var text = new StringBuilder();
        for (var i = 0; i < results.Count; i++)
        {
            var result = results[i];
            text.Append(i + 1).Append(' ').Append(ActionText.ForPlanner(plan.Actions[i])).Append(": ").Append(result.Word);
            if (result.Message.Length > 0)
            {
                text.Append(", ").Append(result.Message);
            }

            text.Append('\n');
            if (!string.IsNullOrEmpty(result.Text))
            {
                text.Append(result.Text.TrimEnd()).Append('\n');
            }
        }

        foreach (var change in changes)
        {
            text.Append(change).Append('\n');
        }

        return new PlanTurn(plan.Reply, text.ToString().TrimEnd()) { Results = results };
    }
}
