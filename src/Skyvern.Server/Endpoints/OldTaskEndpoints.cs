using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Skyvern.Client.Contracts;
using Skyvern.Server.Authentication;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Core.Workflows;
using Skyvern.Server.Http;
using Skyvern.Server.OpenApi;
using Skyvern.Server.Requests;
using Skyvern.Server.Responses;

namespace Skyvern.Server.Endpoints;

/// <summary>Starts runs in the words of older clients.</summary>
internal static class OldTaskEndpoints
{
    public static void MapOldTasks(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapApiGroup("Tasks");

        group.MapPost("/api/v1/tasks", CreateTask)
            .Describe(
                "CreateTask", "Start a task, in the words of the first generation",
                "A task_v1 run. Its goal is made of navigation_goal, navigation_payload (data to use), data_extraction_goal, complete_criterion and terminate_criterion.")
            .Takes(typeof(CreateTaskRequest), "create-task.json")
            .WithFields(RequestFields.IdempotencyKey, RequestFields.MaxSteps)
            .Answers<RouteHandlerBuilder, ApiError>(StatusCodes.Status415UnsupportedMediaType)
            .WithExample(StatusCodes.Status200OK, "task-created.json");
        group.MapPost("/api/v2/tasks", CreateTaskV2)
            .Describe("CreateTaskV2", "Start a task of the second engine, in the old words", "The workflow of publish_workflow is named by GET /api/v2/tasks/{task_id}.")
            .Takes(typeof(CreateTaskV2Request), "create-task-v2.json")
            .WithFields(RequestFields.IdempotencyKey, RequestFields.MaxSteps, RequestFields.MaxIterations)
            .Answers<RouteHandlerBuilder, ApiError>(StatusCodes.Status415UnsupportedMediaType)
            .WithExample(StatusCodes.Status200OK, "task-v2.json");
        group.MapGet("/api/v2/tasks/{taskId}", GetTaskV2)
            .Describe("GetTaskV2", "A run in the words of the second generation")
            .WithExample(StatusCodes.Status200OK, "task-v2.json");
    }

    private static Task<Results<Ok<CreateTaskResponse>, BadRequest<ApiError>, NotFound<ApiError>, Conflict<ApiError>,
        UnprocessableEntity<ValidationError>, JsonHttpResult<ApiError>>> CreateTask(HttpContext http, RunIntake intake) =>
        intake.StartAsync(
            http,
            (body, faults) => CreateTaskReader.Read(body, http.Request.Headers, faults),
            (run, _) => Task.FromResult(new CreateTaskResponse(run.Id)));

    private static Task<Results<Ok<TaskV2Response>, BadRequest<ApiError>, NotFound<ApiError>, Conflict<ApiError>,
        UnprocessableEntity<ValidationError>, JsonHttpResult<ApiError>>> CreateTaskV2(HttpContext http, RunIntake intake) =>
        intake.StartAsync(
            http,
            (body, faults) => CreateTaskV2Reader.Read(body, http.Request.Headers, faults),
            (run, _) => Task.FromResult(TaskV2Responses.Of(run, workflow: null))); // nothing is read once a run is stored: a fault would make clients create it again

    private static async Task<Results<Ok<TaskV2Response>, NotFound<ApiError>>> GetTaskV2(
        string taskId, ClaimsPrincipal caller, RunService runs, IWorkflowStore workflows, CancellationToken cancellationToken)
    {
        if (await runs.FindAsync(caller.OrganizationId(), taskId, cancellationToken) is not { } run)
        {
            return ApiErrors.NotFound($"Task not found {taskId}");
        }

        var workflow = run.Request.PublishWorkflow ? await workflows.FindByRunAsync(run.OrganizationId, run.Id, cancellationToken) : null;
        return TypedResults.Ok(TaskV2Responses.Of(run, workflow));
    }
}
