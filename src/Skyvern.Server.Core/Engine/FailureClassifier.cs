using System.Text.RegularExpressions;
using Skyvern.Server.Core.Actions;
using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.Core.Engine;

/// <summary>Puts the ends of runs that did not succeed into words, categories and the caller's own error codes.</summary>
internal static partial class FailureClassifier
{
    private const double NamedByPlanner = 0.9;
    private const double FoundByWords = 0.5;

    private const string NotStartedOver =
        "It was not started over: check on the site whether the action took effect before running the task again.";

    /// <summary>The browser could not be had, or was lost for good.</summary>
    public static RunResult Browser(BrowserLostException cause, bool afterWrite) => RunResult.Failed(
        afterWrite
            ? $"The browser was lost after an action that cannot be repeated safely. {Sentence(cause.Message)} {NotStartedOver}"
            : $"The browser was lost. {Sentence(cause.Message)}",
        FailureCategory.Browser);

    /// <summary>The start address did not open.</summary>
    public static RunResult Navigation(string address, ActionResult result) => RunResult.Failed(
        $"{Host(address)} could not be opened: {(result.Message.Length > 0 ? result.Message : Cause(result.Code))}",
        result.Code == ActionCode.Timeout ? FailureCategory.PageLoadTimeout : FailureCategory.Navigation);

    /// <summary>Nobody says where to start.</summary>
    public static RunResult NoStartAddress() => RunResult.Failed(
        "No start address: the request has no url and its prompt names none. Give a url, or name the site in the prompt.",
        FailureCategory.Navigation);

    /// <summary>The profile to start from has gone since the run was accepted, or cannot be read.</summary>
    public static RunResult NoProfile(string profileId) => RunResult.Failed(
        $"The browser profile {profileId} cannot be used: it was deleted, or this server's keys no longer decrypt it. Make it anew.", FailureCategory.Browser);

    /// <summary>The planner has no plan.</summary>
    public static RunResult Planner(PlannerException cause) => RunResult.Failed(
        cause.Message, cause.Category, cause.ErrorCode is { } code ? [new RunError(code, cause.Message)] : []);

    /// <summary>A step failed as often as it may.</summary>
    public static RunResult Retries(RunState run, string failure, string? category)
    {
        var reason = $"Step {run.StepNumber} failed {run.Retry} times. The last time: {Sentence(failure)} "
            + "Run the task again if the site was slow or down; else say in the prompt which way to go.";
        var found = category is null ? FailureFacts.Category(run, reason) : new FailureCategory(category, 1, reason);
        return RunResult.Failed(reason, FailureCategory.WrongPageState, new RunError(RunError.ReachMaxRetries, reason)) with
        {
            Categories = [found.Category == FailureCategory.Unknown ? found with { Category = FailureCategory.WrongPageState } : found],
        };
    }

    /// <summary>The server stopped in the middle of a run that must not be repeated.</summary>
    public static RunResult NotRepeatable() => RunResult.Failed(
        $"The server stopped in the middle of the run after an action that cannot be repeated safely, such as sending a form. {NotStartedOver}",
        FailureCategory.Infrastructure);

    /// <summary>Something broke that should not.</summary>
    public static RunResult Unexpected() => RunResult.Failed(
        "The server met an error of its own while it worked on the run. The server's log says more under the run's id.",
        FailureCategory.Infrastructure);

    /// <summary>The planner gave up, with a reason.</summary>
    public static RunResult GivenUp(RunState run, DoneAction claim)
    {
        var codes = run.Run.Request.ErrorCodeMapping;
        var status = claim.Status == DoneStatus.Terminated ? RunStatus.Terminated : RunStatus.Failed;
        var known = claim.Errors.Where(code => codes?.ContainsKey(code) == true).Distinct();
        return new RunResult(status, claim.Reason)
        {
            Errors = [.. known.Select(code => new RunError(code, claim.Reason, NamedByPlanner))],
            Categories = [FailureFacts.Category(run, claim.Reason)],
        };
    }

    /// <summary>Adds the caller's code whose text fits the reason best, where none is named yet.</summary>
    public static RunResult WithCallersCode(RunResult result, IReadOnlyDictionary<string, string>? codes)
    {
        if (result.FailureReason is not { } reason || codes is null || result.Errors.Any(error => codes.ContainsKey(error.ErrorCode)))
        {
            return result;
        }

        var words = Words(reason);
        var best = codes.Select(code => (Code: code.Key, Share: Share(Words(code.Value), words))).MaxBy(code => code.Share);
        return best.Share >= 0.6 ? result with { Errors = [.. result.Errors, new RunError(best.Code, reason, FoundByWords)] } : result;
    }

    private static double Share(HashSet<string> wanted, HashSet<string> found) =>
        wanted.Count == 0 ? 0 : (double)wanted.Count(found.Contains) / wanted.Count;

    private static HashSet<string> Words(string text) => [.. Word().Matches(text).Select(match => match.Value.ToLowerInvariant())];

    private static string Host(string address) => Uri.TryCreate(address, UriKind.Absolute, out var uri) ? uri.Authority : address;

    private static string Cause(ActionCode code) => code switch
    {
        ActionCode.Blocked => "the address is not allowed.",
        ActionCode.Timeout => "it did not answer in time.",
        _ => "it did not answer.",
    };

    private static string Sentence(string text) => text.EndsWith('.') ? text : text + ".";

    [GeneratedRegex(@"[\p{L}\p{N}]{4,}")]
    private static partial Regex Word();
}
