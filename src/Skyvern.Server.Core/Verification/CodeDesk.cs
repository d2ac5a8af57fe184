using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.Core.Verification;

/// <summary>Takes the one-time code that a run waits for from a person who looks at it.</summary>
public sealed class CodeDesk(IRunStore runs, IRunReader reader, TotpCodeService codes)
{
    private const string Source = "page";

    /// <summary>What tells whether a run waits: the newest of these.</summary>
    private static readonly HashSet<string> Signs = new(["run.waiting", "run.resumed", "run.running", "step.started", "action.finished"], StringComparer.Ordinal);

    /// <summary>Whether a run, or a block of a workflow run, waits for a code that can be given here.</summary>
    public async Task<bool> IsWaitingAsync(TaskRun run, CancellationToken cancellationToken) => await FindWaitingAsync(run, cancellationToken) is not null;

    /// <summary>Gives a run the code that it waits for: the code alone, or the message that holds it.</summary>
    public async Task<CodeAnswer> TakeAsync(string organizationId, string runId, string text, CancellationToken cancellationToken)
    {
        if (await runs.FindAsync(organizationId, runId, cancellationToken) is not { } run)
        {
            return CodeAnswer.NoRun;
        }

        if (text.Trim().Length is 0 or > TotpCodeService.LongestContent)
        {
            return CodeAnswer.NoCode;
        }

        if (await FindWaitingAsync(run, cancellationToken) is not { } waiting)
        {
            return CodeAnswer.NotWaiting;
        }

        try
        {
            var pushed = new NewTotpCode { OrganizationId = organizationId, TotpIdentifier = waiting.Id, TaskId = waiting.Id, Content = text, Source = Source };
            return (await codes.PushAsync(pushed, cancellationToken)).Code is { Code.Length: > 0 } ? CodeAnswer.Taken : CodeAnswer.NoCode;
        }
        catch (CodeReaderException)
        {
            return CodeAnswer.NoCode;
        }
    }

    private async Task<TaskRun?> FindWaitingAsync(TaskRun run, CancellationToken cancellationToken)
    {
        if (run.Status != RunStatus.Running)
        {
            return null;
        }

        var candidates = run.IsWorkflow
            ? (await reader.ListAsync(
                new RunFilter { OrganizationId = run.OrganizationId, Scope = RunScope.Tasks, WorkflowRunId = run.Id, Statuses = [RunStatus.Running] }, cancellationToken)).Items
            : [run];
        foreach (var candidate in candidates.Where(one => (one.Request.TotpUrl ?? one.Request.TotpIdentifier) is not null))
        {
            var events = await reader.ListEventsAsync(candidate.OrganizationId, candidate.Id, afterId: 0, cancellationToken);
            if (events.LastOrDefault(told => Signs.Contains(told.Kind))?.Kind == "run.waiting")
            {
                return candidate;
            }
        }

        return null;
    }
}

/// <summary>What became of a code that a person gave.</summary>
public enum CodeAnswer
{
    /// <summary>The run takes it when it looks next.</summary>
    Taken,

    /// <summary>There is no such run.</summary>
    NoRun,

    /// <summary>The run waits for no code.</summary>
    NotWaiting,

    /// <summary>The text holds no code, or more than one.</summary>
    NoCode,
}
