using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Skyvern.Client.Contracts;
using Skyvern.Server.Authentication;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Http;
using Skyvern.Server.Requests;

namespace Skyvern.Server.Endpoints;

/// <summary>Takes in a request for a run, in whatever words it came: whatever can fail in it fails before the run is stored.</summary>
internal sealed class RunIntake(RunService runs, TaskAddresses addresses, NamedBrowsers browsers)
{
    /// <summary>Reads, checks, stores and describes.</summary>
    /// <param name="http">The call.</param>
    /// <param name="read">Reads the body in its own words.</param>
    /// <param name="describe">Makes the answer.</param>
    public async Task<Results<Ok<TAnswer>, BadRequest<ApiError>, NotFound<ApiError>, Conflict<ApiError>,
        UnprocessableEntity<ValidationError>, JsonHttpResult<ApiError>>> StartAsync<TAnswer>(
        HttpContext http, Func<JsonElement, RequestFaults, TaskRequest> read, Func<TaskRun, CancellationToken, Task<TAnswer>> describe)
    {
        var faults = new RequestFaults();
        var key = IdempotencyKeyReader.Read(http.Request.Headers, faults);
        var body = await JsonBody.ReadAsync(http.Request, faults, http.RequestAborted);
        if (body.IsOtherType)
        {
            return ApiErrors.UnsupportedMediaType(http.Request);
        }

        var written = body.Root is { } root ? read(root, faults) : null;
        if (written is null || faults.Any)
        {
            return ApiErrors.Invalid(faults);
        }

        return await TakeAsync(http, written, TriggerTypes.Of(http.Request), key) switch
        {
            { Run: { } run } => TypedResults.Ok(await describe(run, CancellationToken.None)),
            { Status: StatusCodes.Status404NotFound } taken => ApiErrors.NotFound(taken.Refusal),
            { Status: StatusCodes.Status409Conflict } taken => ApiErrors.Conflict(taken.Refusal),
            var taken => ApiErrors.BadRequest(taken.Refusal),
        };
    }

    /// <summary>Checks and stores what was read without a fault.</summary>
    /// <param name="http">Who asks.</param>
    /// <param name="written">What was asked for.</param>
    /// <param name="trigger">What started it.</param>
    /// <param name="key">The idempotency key; null: none.</param>
    public async Task<TakenRun> TakeAsync(HttpContext http, TaskRequest written, string trigger, string? key)
    {
        var (request, refusal) = addresses.Check(written);
        var (caller, idempotency) = (http.User, IdempotencyKeyReader.With(key, request));

        // A repeat is answered with its run even if the request would be refused by now.
        var repeat = refusal is null ? await runs.FindRepeatAsync(caller.OrganizationId(), idempotency, http.RequestAborted) : null;
        if (repeat is null && (refusal ?? OfferedFeatures.Refuse(request)) is { } reason)
        {
            return new(null, StatusCodes.Status400BadRequest, reason);
        }

        if (repeat is null && await browsers.FindMissingAsync(caller.OrganizationId(), request, http.RequestAborted) is { } missing)
        {
            return new(null, StatusCodes.Status404NotFound, missing.Value!.Detail);
        }

        // From here on the run is stored even if the caller hangs up: half a creation would be worse.
        var result = repeat ?? await runs.CreateAsync(
            new NewRun(caller.OrganizationId(), caller.ApiKeyId(), request, trigger) { Idempotency = idempotency }, CancellationToken.None);
        return result.Run is { } run
            ? new(run, StatusCodes.Status200OK, "")
            : new(null, StatusCodes.Status409Conflict, IdempotencyKeyReader.Reused);
    }
}

/// <summary>What became of a request for a run.</summary>
/// <param name="Run">The run; null: it was refused.</param>
/// <param name="Status">The status to answer with.</param>
/// <param name="Refusal">Why it was refused; empty: it was not.</param>
internal sealed record TakenRun(TaskRun? Run, int Status, string Refusal);
