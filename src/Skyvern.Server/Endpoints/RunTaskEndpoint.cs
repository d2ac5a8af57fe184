using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Skyvern.Client.Contracts;
using Skyvern.Server.Authentication;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Core.Sessions;
using Skyvern.Server.Http;
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
        .WithFields(RequestField.Header(
            IdempotencyKeyReader.Header, "A repeated call with the same key and body returns the first call's run, for 24 hours."))
        .Answers<EndpointSet, ApiError>(StatusCodes.Status415UnsupportedMediaType)
        .WithExample(StatusCodes.Status200OK, "run-queued.json")
        .WithExample(StatusCodes.Status400BadRequest, "error-400.json")
        .WithExample(StatusCodes.Status422UnprocessableEntity, "error-422.json");

    private static async Task<Results<Ok<TaskRunResponse>, BadRequest<ApiError>, NotFound<ApiError>, Conflict<ApiError>,
        UnprocessableEntity<ValidationError>, JsonHttpResult<ApiError>>> RunTask(
        HttpContext http, ClaimsPrincipal caller, RunService runs, SessionService sessions, TaskAddresses addresses, RunPresenter presenter)
    {
        var faults = new RequestFaults();
        var key = IdempotencyKeyReader.Read(http.Request.Headers, faults);
        var body = await JsonBody.ReadAsync(http.Request, faults, http.RequestAborted);
        if (body.IsOtherType)
        {
            return ApiErrors.UnsupportedMediaType(http.Request);
        }

        var written = body.Root is { } root ? RunTaskReader.Read(root, faults) : null;
        if (written is null || faults.Any)
        {
            return ApiErrors.Invalid(faults);
        }

        var (request, refusal) = addresses.Check(written);
        var idempotency = IdempotencyKeyReader.With(key, request);

        // A repeat is answered with its run even if the request would be refused by now.
        var repeat = refusal is null ? await runs.FindRepeatAsync(caller.OrganizationId(), idempotency, http.RequestAborted) : null;
        if (repeat is null && (refusal ?? OfferedFeatures.Refuse(request)) is { } reason)
        {
            return ApiErrors.BadRequest(reason);
        }

        if (repeat is null && request.BrowserSessionId is { } session
            && !await sessions.IsUsableAsync(caller.OrganizationId(), session, http.RequestAborted))
        {
            return ApiErrors.SessionNotFound(session);
        }

        // From here on the run is stored even if the caller hangs up: half a creation would be worse.
        var result = repeat ?? await runs.CreateAsync(
            new NewRun(caller.OrganizationId(), caller.ApiKeyId(), request, TriggerTypes.Of(http.Request)) { Idempotency = idempotency },
            CancellationToken.None);
        return result.Run is { } run
            ? TypedResults.Ok(await presenter.DescribeAsync(run, CancellationToken.None))
            : ApiErrors.Conflict($"The {IdempotencyKeyReader.Header} was used with another body.");
    }
}
