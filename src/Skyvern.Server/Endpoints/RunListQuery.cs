using Skyvern.Server.Core.Runs;
using Skyvern.Server.Http;

namespace Skyvern.Server.Endpoints;

/// <summary>What a list of runs asks for.</summary>
/// <param name="Filter">Which runs.</param>
/// <param name="IsEmpty">Whether it asks for what no run of this server can be.</param>
internal sealed record RunListQuery(RunFilter Filter, bool IsEmpty)
{
    /// <summary>Accepted in filters; no run ever has it.</summary>
    private const string Paused = "paused";

    private const int MostPages = 100;
    private const int MostRows = 100;
    private const int MostTaskRows = 1000;
    private const int UsualRows = 10;

    private static readonly IReadOnlyList<string> StatusWords = [.. Enum.GetValues<RunStatus>().Select(status => status.ToWire()), Paused];

    /// <summary>Reads the query of GET /v1/runs.</summary>
    public static RunListQuery Read(IQueryCollection values, string organizationId, RequestFaults faults)
    {
        var query = new QueryReader(values, faults);
        var statuses = query.Words("status", StatusWords);
        var isTagged = query.Texts("tags").Count > 0;
        var filter = new RunFilter
        {
            OrganizationId = organizationId,
            WorkflowPermanentId = query.Text("workflow_permanent_id", most: 50),
            Page = query.Integer("page", 1, least: 1, most: MostPages),
            PageSize = query.Integer("page_size", UsualRows, least: 1, most: MostRows),
            Statuses = Known(statuses),
            RunTypes = query.Texts("run_type"),
            Search = query.Text("search_key", least: 3),
        };
        return new(filter, isTagged || OnlyPaused(statuses));
    }

    /// <summary>Reads the query of GET /v1/workflows/runs.</summary>
    public static RunListQuery ReadWorkflowRuns(IQueryCollection values, string organizationId, string? permanentId, RequestFaults faults)
    {
        var query = Read(values, organizationId, faults);
        return query with
        {
            Filter = query.Filter with { Scope = RunScope.WorkflowRuns, WorkflowPermanentId = permanentId ?? query.Filter.WorkflowPermanentId },
        };
    }

    /// <summary>Reads the query of GET /api/v1/tasks.</summary>
    public static RunListQuery ReadTasks(IQueryCollection values, string organizationId, RequestFaults faults)
    {
        var query = new QueryReader(values, faults);
        var statuses = query.Words("task_status", StatusWords);
        var ofApplication = query.Text("application") is not null;
        var filter = new RunFilter
        {
            OrganizationId = organizationId,
            Scope = query.Flag("only_standalone_tasks") ? RunScope.StandaloneTasks : RunScope.Tasks,
            WorkflowRunId = query.Text("workflow_run_id"),
            Page = query.Integer("page", 1, least: 1),
            PageSize = Math.Min(query.Integer("page_size", UsualRows, least: 1), MostTaskRows),
            Statuses = Known(statuses),
            ByModified = query.Word("sort", "created_at", "created_at", "modified_at") == "modified_at",
            Ascending = query.Word("order", "desc", "asc", "desc") == "asc",
        };
        return new(filter, ofApplication || OnlyPaused(statuses));
    }

    /// <summary>The page, with the number of all matches in the header x-total-count.</summary>
    public async Task<IReadOnlyList<TaskRun>> ListAsync(IRunReader reader, HttpResponse response, CancellationToken cancellationToken)
    {
        var page = IsEmpty ? new Page<TaskRun>([], 0) : await reader.ListAsync(Filter, cancellationToken);
        response.Headers["x-total-count"] = page.TotalCount.ToString();
        return page.Items;
    }

    private static IReadOnlyList<RunStatus> Known(IEnumerable<string> words) =>
        [.. words.Where(word => word != Paused).Select(word => RunStatusExtensions.TryParseWire(word, out var status) ? status : RunStatus.Created)];

    private static bool OnlyPaused(IReadOnlyList<string> words) => words.Count > 0 && words.All(word => word == Paused);
}
