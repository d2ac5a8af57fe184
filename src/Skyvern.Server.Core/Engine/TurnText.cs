using System.Text;
using Skyvern.Server.Core.Actions;
using Skyvern.Server.Core.Engine.Protection;

namespace Skyvern.Server.Core.Engine;

/// <summary>Writes what came of a plan, as the planner is reminded of it: short, since it is part of every later prompt.</summary>
internal static class TurnText
{
    /// <summary>One line an action, returned texts below it, changed lines at the end.</summary>
    public static PlanTurn Of(StepPlan plan, IReadOnlyList<ActionResult> results, IReadOnlyList<string> changes, SecretMask secrets)
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
                text.Append(Shown(result.Text, secrets)).Append('\n');
            }
        }

        IReadOnlyList<string> lines = [.. changes.Select(secrets.Line)];
        foreach (var line in lines)
        {
            text.Append(line).Append('\n');
        }

        IReadOnlyList<ActionResult> shown = [.. results.Select(result => result with { Message = secrets.Apply(result.Message), Text = result.Text is null ? null : Shown(result.Text, secrets) })];
        return new PlanTurn(secrets.Apply(plan.Reply), secrets.Apply(text.ToString().TrimEnd())) { Results = shown, Changes = lines };
    }

    private static string Shown(string text, SecretMask secrets) => string.Join('\n', text.TrimEnd().Split('\n').Select(secrets.Line));
}
