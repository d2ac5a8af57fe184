using Skyvern.Server.Core.Engine;
using Skyvern.Server.Core.Engine.Protection;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Pages.Parts;

namespace Skyvern.Server.Pages.Tasks;

/// <summary>Reads the list of runs for pages.</summary>
internal sealed class TaskListReader(IRunReader runs, StepAllowance allowance)
{
    public async Task<TaskList> ReadAsync(string organizationId, TaskListFilter filter, CancellationToken cancellationToken)
    {
        var asked = filter.Of(organizationId);
        var counts = await runs.CountAsync(asked, cancellationToken);
        var matches = filter.Statuses.Count == 0 ? counts.Values.Sum() : filter.Statuses.Sum(status => counts.GetValueOrDefault(status));
        return new(filter, await ReadRowsAsync(asked, cancellationToken), counts, matches);
    }

    /// <summary>The rows alone.</summary>
    public async Task<IReadOnlyList<TaskRow>> ReadRowsAsync(RunFilter filter, CancellationToken cancellationToken)
    {
        var page = await runs.ListAsync(filter, cancellationToken);
        var rows = new List<TaskRow>(page.Items.Count);
        foreach (var run in page.Items)
        {
            rows.Add(await DescribeAsync(run, cancellationToken));
        }

        return rows;
    }

    private async Task<TaskRow> DescribeAsync(TaskRun run, CancellationToken cancellationToken) => new()
    {
        Id = run.Id,
        Title = RunTitle.Of(run.Id, ShownRequest.Of(run)),
        IsWorkflow = run.IsWorkflow,
        Status = run.Status,
        Host = Uri.TryCreate(run.Request.Url, UriKind.Absolute, out var start) ? start.Authority : null,
        Steps = run.StepCount,
        MostSteps = run is { IsWorkflow: false, Status: RunStatus.Running } ? await allowance.OfAsync(run, cancellationToken) : null,
        CreatedAt = run.CreatedAt,
        StartedAt = run.StartedAt,
        FinishedAt = run.FinishedAt,
    };
}
