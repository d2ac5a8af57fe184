using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Skyvern.Client.Contracts;
using Skyvern.Server.Authentication;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Http;
using Skyvern.Server.OpenApi;

namespace Skyvern.Server.Endpoints;

/// <summary>Stops many runs in one call.</summary>
internal static class BulkCancelEndpoint
{
    private const int MostRuns = 100;

    public static void MapBulkCancel(this IEndpointRouteBuilder routes) => routes.MapApiGroup("Runs")
        .MapPost("/v1/runs/cancel", CancelRuns)
        .Describe("CancelRuns", "Stop many runs", "Up to 100 at once. Those that are unknown or have already ended are listed as failed.")
        .Takes(typeof(BulkCancelRequest), "bulk-cancel.json")
        .Answers<RouteHandlerBuilder, ApiError>(StatusCodes.Status415UnsupportedMediaType)
        .WithExample(StatusCodes.Status200OK, "bulk-cancel-answer.json");

    private static async Task<Results<Ok<BulkCancelResponse>, UnprocessableEntity<ValidationError>, JsonHttpResult<ApiError>>> CancelRuns(
        HttpContext http, ClaimsPrincipal caller, RunService runs)
    {
        var faults = new RequestFaults();
        var body = await JsonBody.ReadAsync(http.Request, faults, http.RequestAborted);
        if (body.IsOtherType)
        {
            return ApiErrors.UnsupportedMediaType(http.Request);
        }

        var runIds = body.Root is { } root ? ReadIds(root, faults) : [];
        if (faults.Any)
        {
            return ApiErrors.Invalid(faults);
        }

        var (cancelled, failed) = (new List<string>(), new List<string>());
        foreach (var runId in runIds.Distinct())
        {
            // Not tied to the request: a caller that hangs up has still asked for all of them.
            var outcome = await runs.CancelAsync(caller.OrganizationId(), runId, CancellationToken.None);
            (outcome.Kind == CancelKind.Canceled ? cancelled : failed).Add(runId);
        }

        return TypedResults.Ok(new BulkCancelResponse { Cancelled = cancelled, Failed = failed });
    }

    private static IReadOnlyList<string> ReadIds(JsonElement root, RequestFaults faults)
    {
        var ids = new FieldReader(root, faults).RequiredTexts("run_ids");
        if (ids.Count > MostRuns)
        {
            faults.TooMany(root.GetProperty("run_ids"), MostRuns, "body", "run_ids");
        }

        return ids;
    }
}
