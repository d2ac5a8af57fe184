using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.Data.Runs;

/// <summary>The events that the stores themselves append when a run changes its status.</summary>
internal static class RunEvents
{
    public static RunEvent Queued(TaskRun run, string? ahead) => Of(
        run, run.Status, ahead is null ? "The run waits in the queue." : $"The run waits for browser session {run.BrowserSessionId}, which run {ahead} uses.");

    public static RunEvent Running(TaskRun run) =>
        Of(run, run.Status, run.Attempt == 1 ? "A worker has taken the run." : $"The worker was lost; the run starts over (attempt {run.Attempt}).");

    /// <summary>Told by the workflow run about its block.</summary>
    public static RunEvent Block(TaskRun workflowRun, TaskRun block) => new()
    {
        RunId = workflowRun.Id,
        OrganizationId = workflowRun.OrganizationId,
        Kind = "run.block",
        Message = $"The block {block.Request.Block?.Label} begins as {block.Id}.",
        At = block.CreatedAt,
    };

    public static RunEvent Ended(TaskRun run) => Of(run, run.Status, $"The run has ended: {run.Status.ToWire()}.");

    private static RunEvent Of(TaskRun run, RunStatus status, string message) => new()
    {
        RunId = run.Id,
        OrganizationId = run.OrganizationId,
        Kind = "run." + status.ToWire(),
        Message = message,
        At = run.ModifiedAt,
    };
}
