using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.Pages.Runs;

/// <summary>What a person can do about a failure, by its category.</summary>
internal static class FailureAdvice
{
    /// <summary>The likeliest help first; always ends with another try.</summary>
    /// <param name="facts">The run.</param>
    /// <param name="category">The kind of failure.</param>
    /// <param name="step">The step in which it happened.</param>
    /// <param name="block">The block that failed, of a workflow run.</param>
    public static IReadOnlyList<Advice> Of(RunFacts facts, string? category, StepEntry? step, TaskRun? block)
    {
        var page = PageOf(facts.Run.Id);
        var inside = step is not null ? new Target($"{page}/steps/{step.Place}", $"Look into {step.Place.Words.ToLowerInvariant()}")
            : block is not null ? new Target(PageOf(block.Id), $"Look into the block {block.Request.Block?.Label ?? block.Id}")
            : null;

        // The form starts tasks: a workflow and its blocks are mended where the block is described.
        var change = facts.Run switch
        {
            { IsWorkflow: true } => inside,
            { WorkflowRunId: { } whole } => Whole(whole),
            _ => new Target(Form(facts.Run), "Open the form with this task"),
        };
        return
        [
            .. Named(facts.Run, category).Select(advice => advice.Link switch
            {
                Place.Again => change,
                Place.Step => inside,
                Place.Output => new Target($"{page}?tab=output", "Show the output"),
                Place.Health => new Target("/status", "Show the server's health"),
                _ => null,
            } is { } target ? new Advice(advice.Text, target.Link, target.Text) : new Advice(advice.Text)),
            Again(facts),
        ];
    }

    private static Advice Again(RunFacts facts)
    {
        if (facts.Run.WorkflowRunId is { } whole)
        {
            return new Advice("A block is run again with its workflow: what the whole run has sent already, its page says.", PageOf(whole), Whole(whole).Text);
        }

        // What a workflow run does, its blocks do.
        var (what, target) = facts.Run.IsWorkflow
            ? ("workflow", new Target($"{PageOf(facts.Run.Id)}?tab=request", "Show the request"))
            : ("task", new Target(Form(facts.Run), "Run again"));
        return new Advice(
            facts.Blocks.Prepend(facts.Run).Any(run => run.DidIrreversibleAction)
                ? "Before you run it again, check on the site whether something was sent already: this run did something that cannot be taken back."
                : $"Nothing was sent that cannot be taken back, so the {what} can simply be run again.",
            target.Link,
            target.Text);
    }

    private static Target Whole(string runId) => new(PageOf(runId), "Show the workflow run");

    private static string PageOf(string runId) => $"/tasks/{runId}";

    private static string Form(TaskRun run) => $"/tasks/new?from={run.Id}";

    private static IEnumerable<(string Text, Place Link)> Named(TaskRun run, string? category) => (run.Status, category) switch
    {
        (RunStatus.TimedOut, _) =>
        [
            ("See in the timeline what the time went into: a slow page, the model, or a person who had control.", Place.None),
            ("Ask for less in one run, or raise the time a run may take (setting Engine:MaxSeconds).", Place.Again),
        ],
        (_, FailureCategory.MaxSteps) =>
        [
            ("Raise max_steps if the steps led on and there were only too few of them.", Place.Again),
            ("If the run went in circles, say in the prompt which way to go, or split the task.", Place.Step),
        ],
        (_, FailureCategory.Llm) when run.Errors.Any(error => error.ErrorCode == RunError.NoLlmConfigured) =>
        [
            ("Give the server a model: OPENAI_API_KEY, or Llm__Endpoint and Llm__Model for another provider.", Place.Health),
            ("Without a model the server can do tasks whose prompt says every step in plain words.", Place.Again),
        ],
        (_, FailureCategory.Llm) =>
        [
            ("Look whether the model can be reached and its key is good.", Place.Health),
            ("If a budget was used up, the reason above names the setting that raises it.", Place.None),
        ],
        (_, FailureCategory.LlmReasoning) =>
        [
            ("See what the model was shown and what it answered.", Place.Step),
            ("Say the goal more exactly, in the words that the site itself uses.", Place.Again),
        ],
        (_, FailureCategory.Browser) =>
        [
            ("A browser is lost when its process dies, most often for want of memory: look at the server's health.", Place.Health),
        ],
        (_, FailureCategory.Navigation) =>
        [
            ("Check the address, and whether it can be reached from the server's machine.", Place.Again),
            ("Addresses of private networks are refused unless Network:AllowedHosts names them.", Place.None),
        ],
        (_, FailureCategory.PageLoadTimeout) => [("The site was slow or down: try it in a browser of your own, then run the task again.", Place.Step)],
        (_, FailureCategory.ElementNotFound) =>
        [
            ("Compare what the page showed with what the prompt names.", Place.Step),
            ("Name buttons and fields in the prompt as the page does.", Place.Again),
        ],
        (_, FailureCategory.ElementState) => [("Look at the page: a banner may have been in front, or the control was not enabled yet.", Place.Step)],
        (_, FailureCategory.Proxy) => [("Check proxy_location, and the proxy's address, user name and password.", Place.Again)],
        (_, FailureCategory.Credential) =>
        [
            ("Check the stored log-in, or where one-time codes of this task come from (totp_identifier, totp_url).", Place.Again),
            ("While a run waits for a code, its page asks for it: you can type it in there.", Place.None),
        ],
        (_, FailureCategory.WrongPageState) => [("Look at the page as the step found it, and say in the prompt how to get where the goal begins.", Place.Step)],
        (_, FailureCategory.DataExtraction) =>
        [
            ("See which parts of the output do not fit the schema.", Place.Output),
            ("Leave fields that the page need not have out of the schema's required list.", Place.Again),
        ],
        (_, FailureCategory.Auth) =>
        [
            ("Check user name and password on the site itself, then give the task a stored credential.", Place.Again),
            ("A browser session or profile that is logged in already spares the log-in.", Place.None),
        ],
        (_, FailureCategory.AntiBot) =>
        [
            ("Take control while the run goes on and solve the check yourself; the run continues from what you leave.", Place.Again),
            ("A browser profile with a history, or another proxy_location, is asked less often.", Place.None),
        ],
        (_, FailureCategory.Infrastructure) => [("Look at the server's health and its log.", Place.Health)],
        (_, FailureCategory.ParameterBinding) => [("Correct the name in the workflow's block, or let the block before it give the value.", Place.None)],
        _ => [("See what the page showed and what was planned in the last step.", Place.Step)],
    };

    private sealed record Target(string Link, string Text);

    private enum Place
    {
        None,
        Again,
        Step,
        Output,
        Health,
    }
}
