using Microsoft.AspNetCore.Http.HttpResults;
using Skyvern.Client.Contracts;
using Skyvern.Server.OpenApi;
using Skyvern.Server.Requests;
using Skyvern.Server.Responses;

namespace Skyvern.Server.Endpoints;

/// <summary>Starts runs.</summary>
internal static class RunTaskEndpoint
{
    public static void MapRunTask(this IEndpointRouteBuilder routes) => routes.MapApiGroup("Runs")
        .MapPostAt(["/v1/run/tasks", "/api/v1/run/tasks"], RunTask)
        .Describe("RunTask", "Start a task", "Returns at once with a run that is queued; follow it with GET /v1/runs/{run_id} or a webhook.")
        .Takes(typeof(RunTaskRequest), "run-task.json")
        .WithFields(RequestFields.IdempotencyKey)
        .Answers<EndpointSet, ApiError>(StatusCodes.Status415UnsupportedMediaType)
        .WithExample(StatusCodes.Status200OK, "run-queued.json")
        .WithExample(StatusCodes.Status400BadRequest, "error-400.json")
        .WithExample(StatusCodes.Status422UnprocessableEntity, "error-422.json");

    private static Task<Results<Ok<TaskRunResponse>, BadRequest<ApiError>, NotFound<ApiError>, Conflict<ApiError>,
        UnprocessableEntity<ValidationError>, JsonHttpResult<ApiError>>> RunTask(HttpContext http, RunIntake intake, RunPresenter presenter) =>
        intake.StartAsync(http, RunTaskReader.Read, presenter.DescribeAsync);
}
