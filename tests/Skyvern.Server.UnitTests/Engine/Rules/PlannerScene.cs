using System.Text.Json;
using Skyvern.Server.Core.Actions;
using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Core.Engine;
using Skyvern.Server.Core.Engine.Rules;
using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.UnitTests.Engine.Rules;

/// <summary>A run as the planner sees it: page after page, with what came of its actions.</summary>
internal sealed class PlannerScene
{
    private readonly IStepPlanner _planner;
    private readonly TaskRun _run;
    private readonly List<PlanTurn> _history = [];

    public PlannerScene(string prompt, string? schema = null, string? url = "https://shop.example/", Dictionary<string, string>? codes = null)
    {
        var request = new TaskRequest
        {
            Prompt = prompt,
            Url = url,
            Engine = "skyvern-2.0",
            DataExtractionSchema = schema is null ? null : JsonSerializer.Deserialize<JsonElement>(schema),
            ErrorCodeMapping = codes,
        };
        _run = TaskRun.Queue("o_1", null, request, "api", new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        _planner = new RulePlannerFactory().Create(_run);
    }

    public string? Extracted { get; set; }

    /// <summary>The next plan, after the results of the plan before.</summary>
    public async Task<StepPlan> NextAsync(Observation page, params ActionResult[] results)
    {
        if (results.Length > 0)
        {
            _history.Add(new PlanTurn("{}", "") { Results = results });
        }

        return await _planner.NextAsync(
            new PlanningContext { Run = _run, Observation = page, History = _history, StepNumber = _history.Count + 1, MaxSteps = 25, Today = new DateOnly(2026, 1, 1), ExtractedJson = Extracted },
            CancellationToken.None);
    }

    public static ActionResult Ok => new(ActionCode.Ok);

    public static ActionResult Navigated => new(ActionCode.Navigated);

    public static Observation Page(string url, string[] lines, PageElement[] elements, string[]? alerts = null) => new()
    {
        Url = url,
        Title = "Shop",
        Lines = [.. lines, .. elements.Select(element => $"{element.Ref} {element.Role} \"{element.Name}\"")],
        Elements = elements,
        Alerts = alerts ?? [],
        Fingerprint = url + string.Join('|', lines) + string.Join('|', elements.Select(element => element.Ref)),
        FullFingerprint = url + string.Join('|', lines) + string.Join('|', elements.Select(element => element.Ref + element.Value)),
    };

    public static PageElement Field(string reference, string name, PageForm? form = null, string type = "text", string fieldName = "", string autoComplete = "", string value = "", params string[] states) => new()
    {
        Ref = reference,
        Role = type switch { "checkbox" => "checkbox", "radio" => "radio", "select" => "combobox", "date" => "date", "search" => "searchbox", "file" => "file", _ => "textbox" },
        Name = name,
        Type = type,
        FieldName = fieldName,
        AutoComplete = autoComplete,
        Value = value,
        States = states,
        Form = form,
    };

    public static PageElement Button(string reference, string name, PageForm? form = null) => new() { Ref = reference, Role = "button", Name = name, Type = "button", Form = form, Submits = form is not null };

    public static PageElement Link(string reference, string name, string href, string context = "") => new() { Ref = reference, Role = "link", Name = name, Type = "a", Href = href, Context = context };

    public static DoneAction Done(StepPlan plan) => Assert.IsType<DoneAction>(Assert.Single(plan.Actions));
}
