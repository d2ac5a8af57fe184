using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Skyvern.Client.Contracts;
using Skyvern.Server.Authentication;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Http;
using Skyvern.Server.OpenApi;
using Skyvern.Server.Responses;

namespace Skyvern.Server.Endpoints;

/// <summary>Runs in the form of the first generation, with their steps and actions.</summary>
internal static class TaskEndpoints
{
    public static void MapTasks(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapApiGroup("Tasks");

        group.MapGet("/api/v1/tasks", ListTasks)
            .Describe("ListTasks", "List runs as task objects")
            .WithFields(
                RequestField.Integer("page", "From 1."), RequestField.Integer("page_size", "From 1 to 1000; 10 if left out."),
                RequestField.Texts("task_status", "Any of these statuses."), RequestField.Text("sort", "created_at or modified_at."),
                RequestField.Text("order", "desc or asc."), RequestField.Text("only_standalone_tasks", "true: without the blocks of workflow runs."),
                RequestField.Text("workflow_run_id", "Only the blocks of this workflow run."))
            .WithListExample("task.json");
        group.MapGet("/api/v1/runs", ListRuns)
            .Describe("ListRunsAsTasks", "List runs as task objects, newest first")
            .WithFields(
                RequestField.Integer("page", "From 1 to 100."), RequestField.Integer("page_size", "From 1 to 100; 10 if left out."),
                RequestField.Texts("status", "Any of these statuses."),
                RequestField.Text("search_key", "Part of title, url, run id or prompt; 3 characters or more."))
            .WithListExample("task.json");
        group.MapGet("/api/v1/tasks/{taskId}", GetTask).Describe("GetTask", "A run as a task object")
            .WithExample(StatusCodes.Status200OK, "task.json");
        group.MapGet("/api/v1/tasks/{taskId}/steps", ListSteps).Describe("ListSteps", "A run's steps")
            .WithExample(StatusCodes.Status200OK, "steps.json");
        group.MapGet("/api/v1/tasks/{taskId}/actions", ListActions).Describe("ListActions", "A run's actions with their exact times")
            .WithExample(StatusCodes.Status200OK, "actions.json");
    }

    private static async Task<Results<Ok<IReadOnlyList<TaskResponse>>, BadRequest<ApiError>, UnprocessableEntity<ValidationError>>> ListTasks(
        HttpContext http, ClaimsPrincipal caller, IRunReader reader, RunPresenter presenter, CancellationToken cancellationToken)
    {
        var faults = new RequestFaults();
        var values = new QueryReader(http.Request.Query, faults);
        var query = RunListQuery.ReadTasks(http.Request.Query, caller.OrganizationId(), faults);
        var bothGiven = values.Flag("only_standalone_tasks") && values.Text("workflow_run_id") is not null;
        if (faults.Any)
        {
            return ApiErrors.Invalid(faults);
        }

        if (bothGiven)
        {
            return ApiErrors.BadRequest("only_standalone_tasks and workflow_run_id exclude each other.");
        }

        var runs = await query.ListAsync(reader, http.Response, cancellationToken);
        return TypedResults.Ok(await presenter.DescribeTasksAsync(caller.OrganizationId(), runs, cancellationToken));
    }

    private static async Task<Results<Ok<IReadOnlyList<TaskResponse>>, UnprocessableEntity<ValidationError>>> ListRuns(
        HttpContext http, ClaimsPrincipal caller, IRunReader reader, RunPresenter presenter, CancellationToken cancellationToken)
    {
        var faults = new RequestFaults();
        var query = RunListQuery.Read(http.Request.Query, caller.OrganizationId(), faults);
        query = query with { Filter = query.Filter with { Scope = RunScope.StandaloneTasks } };
        if (faults.Any)
        {
            return ApiErrors.Invalid(faults);
        }

        var runs = await query.ListAsync(reader, http.Response, cancellationToken);
        return TypedResults.Ok(await presenter.DescribeTasksAsync(caller.OrganizationId(), runs, cancellationToken));
    }

    private static async Task<Results<Ok<TaskResponse>, NotFound<ApiError>>> GetTask(
        string taskId, ClaimsPrincipal caller, RunService runs, RunPresenter presenter, CancellationToken cancellationToken) =>
        await runs.FindAsync(caller.OrganizationId(), taskId, cancellationToken) is { } run
            ? TypedResults.Ok(await presenter.DescribeTaskAsync(run, cancellationToken))
            : ApiErrors.NotFound($"Task not found {taskId}");

    private static async Task<Ok<IReadOnlyList<StepResponse>>> ListSteps(
        string taskId, ClaimsPrincipal caller, IRunReader reader, CancellationToken cancellationToken)
    {
        var steps = await reader.ListStepsAsync(caller.OrganizationId(), taskId, cancellationToken);
        var actions = await reader.ListActionsAsync(caller.OrganizationId(), taskId, cancellationToken);
        return TypedResults.Ok(StepResponses.Steps(steps, actions));
    }

    private static async Task<Ok<IEnumerable<ActionResponse>>> ListActions(
        string taskId, ClaimsPrincipal caller, IRunReader reader, CancellationToken cancellationToken) =>
        TypedResults.Ok((await reader.ListActionsAsync(caller.OrganizationId(), taskId, cancellationToken)).Select(StepResponses.Action));
}
