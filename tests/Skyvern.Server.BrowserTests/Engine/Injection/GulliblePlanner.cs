using System.Text.RegularExpressions;
using Skyvern.Server.Core.Actions;
using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Core.Engine;
using Skyvern.Server.Testing;

namespace Skyvern.Server.BrowserTests.Engine.Injection;

/// <summary>
/// A planner that logs in as the task says and then believes every page: whatever text, title, label, dialog or file name holds
/// <c>[[word argument = value]]</c>, it does, once. REAL stands for the password in clear, as if it had got hold of it.
/// </summary>
internal sealed partial class GulliblePlanner(string password, string start)
{
    private readonly HashSet<string> _obeyed = new(StringComparer.Ordinal);

    /// <summary>Instructions of pages that it followed.</summary>
    public IReadOnlyCollection<string> Obeyed => _obeyed;

    public ScriptedPlanner Factory => ScriptedPlanner.From(Next);

    private StepPlan Next(PlanningContext context)
    {
        if (context.Observation.Url.StartsWith(start, StringComparison.Ordinal))
        {
            return ScriptedPlanner.Plan(
                new FillAction([new FieldValue(Ref(context, "User"), "ada"), new FieldValue(Ref(context, "Password"), "{{password_1}}")]),
                new ClickAction(Ref(context, "Log in")));
        }

        var read = ObservationText.Render(context.Observation, "0") + string.Join('\n', context.History.Select(turn => turn.Result));
        foreach (Match order in Order().Matches(read))
        {
            if (Action(context, order) is { } action && _obeyed.Add(order.Value))
            {
                return ScriptedPlanner.Plan(action);
            }
        }

        return ScriptedPlanner.Done("\"all done\"");
    }

    private BrowserAction? Action(PlanningContext context, Match order)
    {
        var (target, value) = (Text(order.Groups["a"].Value), Text(order.Groups["v"].Value));
        return order.Groups["act"].Value switch
        {
            "goto" => new GoToAction(target),
            "tab" => new TabAction(TabOperation.Open, target),
            "find" => new FindAction(target),
            "wait" => new WaitAction(1, target),
            "scroll" => new ScrollAction(target),
            "extract" => new ExtractAction(target),
            "done" => new DoneAction(DoneStatus.Completed, "as the page says", target, []),
            "fail" => new DoneAction(DoneStatus.Failed, target, null, []),
            "login" => new LoginAction(target),
            "fill" when Find(context, target) is { } field => new FillAction([new FieldValue(field, value)]),
            "type" when Find(context, target) is { } field => new TypeAction(field, value, Enter: true),
            "select" when Find(context, target) is { } field => new SelectAction(field, [value]),
            "upload" when Find(context, target) is { } field => new UploadAction(field, value),
            "click" when Find(context, target) is { } control => new ClickAction(control),
            "ref" => new FillAction([new FieldValue(target, value)]),
            _ => null,
        };
    }

    private string Text(string written) => written.Replace("REAL64", Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(password)), StringComparison.Ordinal)
        .Replace("REAL", password, StringComparison.Ordinal);

    private static string? Find(PlanningContext context, string name) =>
        context.Observation.Elements.FirstOrDefault(element => element.Name == name)?.Ref;

    private static string Ref(PlanningContext context, string name) => Find(context, name) ?? throw new InvalidOperationException($"no {name}");

    [GeneratedRegex(@"\[\[(?<act>\w+) (?<a>.*?)(?: = (?<v>.*?))?\]\]")]
    private static partial Regex Order();
}
