using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Skyvern.Client.Contracts;
using Skyvern.Server.Authentication;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Core.Workflows;
using Skyvern.Server.Events;
using Skyvern.Server.Http;
using Skyvern.Server.OpenApi;
using Skyvern.Server.Responses;

namespace Skyvern.Server.Endpoints;

/// <summary>Follow, stop and list runs.</summary>
internal static class RunEndpoints
{
    private static readonly string[] OldWorkflowRuns = ["/api/v1/workflows/runs/{runId}", "/api/v1/workflows/{workflowId}/runs/{runId}"];

    public static void MapRuns(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapApiGroup("Runs");

        group.MapGetAt(["/v1/runs/{runId}", "/api/v1/runs/{runId}", "/v1/run/tasks/{runId}", "/api/v1/run/tasks/{runId}", .. OldWorkflowRuns], GetRun)
            .Describe("GetRun", "A run's status and result", "For a run of a task, or of a workflow: run_type tells which.")
            .WithExample(StatusCodes.Status200OK, "run-completed.json");
        group.MapPostAt(
                ["/v1/runs/{runId}/cancel", "/api/v1/runs/{runId}/cancel", "/v1/run/tasks/{runId}/cancel", "/api/v1/tasks/{runId}/cancel", "/api/v1/workflows/runs/{runId}/cancel"],
                CancelRun)
            .Describe("CancelRun", "Stop a run", "Answers at once. Only a run that is created, queued or running can be stopped.");
        group.MapGet("/v1/runs", ListRuns)
            .Describe("ListRuns", "List runs, newest first")
            .WithFields(
                RequestField.Integer("page", "From 1 to 100."), RequestField.Integer("page_size", "From 1 to 100; 10 if left out."),
                RequestField.Texts("status", "Any of these statuses."), RequestField.Texts("run_type", "Any of these run types."),
                RequestField.Text("search_key", "Part of title, url, run id or prompt; 3 characters or more."),
                RequestField.Text("workflow_permanent_id", "Only runs of this workflow."))
            .WithListExample("run-list-item.json");
        group.MapGetAt(["/v1/runs/{runId}/timeline", .. OldWorkflowRuns.Select(path => path + "/timeline")], GetTimeline)
            .Describe("GetRunTimeline", "A run's blocks with their actions, newest first", "A task is one block; a run of a workflow has one for each block that began.")
            .WithExample(StatusCodes.Status200OK, "timeline.json");
        group.MapGet("/v1/runs/{runId}/events", ListEvents)
            .Describe("ListRunEvents", "A run's progress", "Facts about the run, oldest first: pass the last event_id as after to get only newer ones.")
            .WithFields(RequestField.Integer("after", "Only events with a higher event_id."))
            .WithListExample("run-event.json");
        group.MapGet("/v1/runs/{runId}/events/stream", StreamEvents)
            .Describe(
                "StreamRunEvents",
                "Follow a run's progress",
                "The same facts as server-sent events, as they happen: id is the event_id, data one line of JSON. The last one has the event name end. "
                    + "A connection that was cut goes on with the header Last-Event-ID, or with after.")
            .WithFields(RequestField.Integer("after", "Only events with a higher event_id."));
    }

    private static async Task<Results<Ok<WorkflowRunResponse>, Ok<TaskRunResponse>, NotFound<ApiError>>> GetRun(
        string runId, ClaimsPrincipal caller, RunService runs, RunPresenter presenter, CancellationToken cancellationToken) =>
        await runs.FindAsync(caller.OrganizationId(), runId, cancellationToken) switch
        {
            null => ApiErrors.RunNotFound(runId),
            { IsWorkflow: true } run => TypedResults.Ok(await presenter.DescribeWorkflowRunAsync(run, cancellationToken)),
            var run => TypedResults.Ok(await presenter.DescribeAsync(run, cancellationToken)),
        };

    private static async Task<Results<JsonNull, BadRequest<ApiError>, NotFound<ApiError>>> CancelRun(
        string runId, ClaimsPrincipal caller, RunService runs)
    {
        // Not tied to the request: a caller that hangs up has still asked for the cancel.
        var outcome = await runs.CancelAsync(caller.OrganizationId(), runId, CancellationToken.None);
        return outcome.Kind switch
        {
            CancelKind.Canceled => JsonNull.Instance,
            CancelKind.AlreadyFinished => ApiErrors.BadRequest($"The run {runId} cannot be canceled: it is already {outcome.Status.ToWire()}."),
            _ => ApiErrors.RunNotFound(runId),
        };
    }

    private static async Task<Results<Ok<IEnumerable<RunListItem>>, UnprocessableEntity<ValidationError>>> ListRuns(
        HttpContext http, ClaimsPrincipal caller, IRunReader reader, IWorkflowStore workflows, CancellationToken cancellationToken)
    {
        var faults = new RequestFaults();
        var query = RunListQuery.Read(http.Request.Query, caller.OrganizationId(), faults);
        if (faults.Any)
        {
            return ApiErrors.Invalid(faults);
        }

        var page = await query.ListAsync(reader, http.Response, cancellationToken);
        var named = page.Select(run => run.WorkflowPermanentId).OfType<string>().Distinct().ToList();
        var deleted = named.Count == 0 ? new HashSet<string>() : await workflows.ListDeletedAsync(caller.OrganizationId(), named, cancellationToken);
        return TypedResults.Ok(page.Select(run => RunResponses.Row(run, deleted)));
    }

    private static async Task<Results<Ok<IReadOnlyList<TimelineItem>>, NotFound<ApiError>>> GetTimeline(
        string runId, ClaimsPrincipal caller, RunService runs, IRunReader reader, IBlockStore blocks, CancellationToken cancellationToken)
    {
        if (await runs.FindAsync(caller.OrganizationId(), runId, cancellationToken) is not { } run)
        {
            return ApiErrors.RunNotFound(runId);
        }

        var tasks = run.IsWorkflow ? await blocks.ListAsync(run.OrganizationId, run.Id, cancellationToken) : [run];
        var items = new List<TimelineItem>();
        foreach (var task in tasks.Reverse())
        {
            var steps = await reader.ListStepsAsync(task.OrganizationId, task.Id, cancellationToken);
            var actions = await reader.ListActionsAsync(task.OrganizationId, task.Id, cancellationToken);
            items.Add(TimelineResponses.Of(task, steps, actions));
        }

        return TypedResults.Ok<IReadOnlyList<TimelineItem>>(items);
    }

    private static async Task<Results<Ok<IEnumerable<RunEventResponse>>, NotFound<ApiError>, UnprocessableEntity<ValidationError>>> ListEvents(
        string runId, HttpContext http, ClaimsPrincipal caller, RunService runs, IRunReader reader, CancellationToken cancellationToken)
    {
        var faults = new RequestFaults();
        var after = new QueryReader(http.Request.Query, faults).Position("after");
        if (faults.Any)
        {
            return ApiErrors.Invalid(faults);
        }

        var organizationId = caller.OrganizationId();
        return await runs.FindAsync(organizationId, runId, cancellationToken) is null
            ? ApiErrors.RunNotFound(runId)
            : TypedResults.Ok((await reader.ListEventsAsync(organizationId, runId, after, cancellationToken)).Select(RunResponses.Event));
    }

    private static async Task<Results<EventStream, NotFound<ApiError>, UnprocessableEntity<ValidationError>>> StreamEvents(
        string runId, HttpContext http, ClaimsPrincipal caller, RunService runs, RunEventStream events)
    {
        var faults = new RequestFaults();
        var after = new QueryReader(http.Request.Query, faults).Position("after");
        return faults.Any ? ApiErrors.Invalid(faults)
            : await runs.FindAsync(caller.OrganizationId(), runId, http.RequestAborted) is { } run
                ? events.OfRun(run, EventStream.LastSeen(http.Request) ?? after)
                : ApiErrors.RunNotFound(runId);
    }
}
