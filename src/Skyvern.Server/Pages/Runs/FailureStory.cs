using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.Pages.Runs;

/// <summary>Why a run ended without success, as three answers: what happened, where, and what to do next.</summary>
/// <param name="Title">In a few words.</param>
/// <param name="What">What happened, in the run's own words.</param>
/// <param name="Codes">The codes it was given, the caller's own first.</param>
/// <param name="Next">What to do, the likeliest help first.</param>
public sealed record FailureStory(string Title, string What, IReadOnlyList<NamedError> Codes, IReadOnlyList<Advice> Next)
{
    /// <summary>The step in which it happened; null: none had begun.</summary>
    public StepEntry? Step { get; init; }

    /// <summary>The block that failed, of a workflow run; null: none, or a task.</summary>
    public TaskRun? Block { get; init; }

    /// <summary>The page as it was then: an artifact's id.</summary>
    public string? Picture { get; init; }

    /// <summary>The kind of failure, as programs read it.</summary>
    public FailureCategory? Category { get; init; }

    /// <summary>The story of a run; null when there is none to tell.</summary>
    internal static FailureStory? Of(RunFacts facts, TimelineView timeline)
    {
        var run = facts.Run;
        if (run.Status is not (RunStatus.Failed or RunStatus.Terminated or RunStatus.TimedOut))
        {
            return null;
        }

        var category = run.FailureCategories.Count > 0 ? run.FailureCategories[0] : null;
        var step = timeline.AllSteps.LastOrDefault();
        var block = facts.Blocks is [.., { Status: not RunStatus.Completed } last] ? last : null;
        var next = FailureAdvice.Of(facts, category?.Category, step, block);
        return new FailureStory(TitleOf(run, category), run.FailureReason ?? "The run gives no reason.", CodesOf(run), next)
        {
            Step = step,
            Block = block,
            Picture = step?.After ?? step?.Before ?? facts.Newest(Core.Artifacts.ArtifactTypes.FinalScreenshot)?.Id,
            Category = category,
        };
    }

    private static List<NamedError> CodesOf(TaskRun run) =>
    [
        .. run.Errors
            .Select(error => new NamedError(
                error.ErrorCode,
                run.Request.ErrorCodeMapping?.GetValueOrDefault(error.ErrorCode) ?? (error.Reasoning == run.FailureReason ? null : error.Reasoning),
                IsOwn: error.Confidence is not null || run.Request.ErrorCodeMapping?.ContainsKey(error.ErrorCode) == true))
            .OrderByDescending(error => error.IsOwn),
    ];

    private static string TitleOf(TaskRun run, FailureCategory? category) => (run.Status, category?.Category) switch
    {
        (RunStatus.TimedOut, _) => "The run took too long",
        (_, FailureCategory.MaxSteps) => "All steps were used",
        (_, FailureCategory.Llm) when run.Errors.Any(error => error.ErrorCode == RunError.NoLlmConfigured) => "No model is set up",
        (_, FailureCategory.Llm) => "The model could not be used",
        (_, FailureCategory.LlmReasoning) => "The model's plan led nowhere",
        (_, FailureCategory.Browser) => "The browser was lost",
        (_, FailureCategory.Navigation) => "A page could not be opened",
        (_, FailureCategory.PageLoadTimeout) => "A page did not load in time",
        (_, FailureCategory.ElementNotFound) => "Something was not on the page",
        (_, FailureCategory.ElementState) => "A control could not be used",
        (_, FailureCategory.Proxy) => "The proxy did not let the browser through",
        (_, FailureCategory.Credential) => "A log-in or code could not be used",
        (_, FailureCategory.WrongPageState) => "The page was not as the goal needs it",
        (_, FailureCategory.DataExtraction) => "The data asked for could not be had",
        (_, FailureCategory.Auth) => "The site refused access",
        (_, FailureCategory.AntiBot) => "The site keeps programs out",
        (_, FailureCategory.Infrastructure) => "The server itself failed",
        (_, FailureCategory.ParameterBinding) => "A block refers to a value that is not there",
        (RunStatus.Terminated, _) => "The goal cannot be met on this site",
        _ => "The run failed",
    };
}

/// <summary>A code of a failure.</summary>
/// <param name="Code">The code.</param>
/// <param name="Text">What it means; null: the failure's reason says it.</param>
/// <param name="IsOwn">Whether it is from the caller's own list.</param>
public sealed record NamedError(string Code, string? Text, bool IsOwn);

/// <summary>Something to do next.</summary>
/// <param name="Text">In a sentence.</param>
/// <param name="Link">Where to do it; null: not on these pages.</param>
/// <param name="LinkText">What the link says.</param>
public sealed record Advice(string Text, string? Link = null, string? LinkText = null);
