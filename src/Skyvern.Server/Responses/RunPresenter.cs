using Skyvern.Client.Contracts;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Http;
using Skyvern.Server.Storage;

namespace Skyvern.Server.Responses;

/// <summary>Reads what belongs to a run and describes it with fresh links.</summary>
internal sealed class RunPresenter(IRunReader reader, ArtifactLinks links, ServerAddress address)
{
    /// <summary>The run object.</summary>
    public async Task<TaskRunResponse> DescribeAsync(TaskRun run, CancellationToken cancellationToken) =>
        RunResponses.Run(run, await ReadArtifactsAsync(run, cancellationToken), address.App);

    /// <summary>The run object of a workflow run; its files and pictures are those of its blocks.</summary>
    public async Task<WorkflowRunResponse> DescribeWorkflowRunAsync(TaskRun run, CancellationToken cancellationToken) =>
        RunResponses.WorkflowRun(run, await ReadArtifactsAsync(run, cancellationToken), address.App);

    /// <summary>The task object of the first generation.</summary>
    public async Task<TaskResponse> DescribeTaskAsync(TaskRun run, CancellationToken cancellationToken) =>
        RunResponses.Task(run, await ReadArtifactsAsync(run, cancellationToken), address.App);

    /// <summary>Task objects of a page of runs of one organization, with one look-up for all their artifacts.</summary>
    public async Task<IReadOnlyList<TaskResponse>> DescribeTasksAsync(
        string organizationId, IReadOnlyList<TaskRun> runs, CancellationToken cancellationToken)
    {
        var artifacts = await reader.ListArtifactsAsync(organizationId, [.. runs.Select(run => run.Id)], RunArtifacts.Types, cancellationToken);
        return [.. runs.Select(run => RunResponses.Task(run, new RunArtifacts(run, artifacts[run.Id], links.To), address.App))];
    }

    // Nothing is read for a run that has just been stored: a fault after the store would make clients create it again.
    private async Task<RunArtifacts> ReadArtifactsAsync(TaskRun run, CancellationToken cancellationToken) =>
        new(run, run.StartedAt is null ? [] : await reader.ListArtifactsAsync(run.OrganizationId, run.Id, RunArtifacts.Types, cancellationToken), links.To);
}
