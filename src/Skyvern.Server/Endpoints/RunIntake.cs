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

        var (request, refusal) = addresses.Check(written);
        var (caller, idempotency) = (http.User, IdempotencyKeyReader.With(key, request));

        // A repeat is answered with its run even if the request would be refused by now.
        var repeat = refusal is null ? await runs.FindRepeatAsync(caller.OrganizationId(), idempotency, http.RequestAborted) : null;
        if (repeat is null && (refusal ?? OfferedFeatures.Refuse(request)) is { } reason)
        {
            return ApiErrors.BadRequest(reason);
        }

        if (repeat is null && await browsers.FindMissingAsync(caller.OrganizationId(), request, http.RequestAborted) is { } missing)
        {
            return missing;
        }

        // From here on the run is stored even if the caller hangs up: half a creation would be worse.
        var result = repeat ?? await runs.CreateAsync(
            new NewRun(caller.OrganizationId(), caller.ApiKeyId(), request, TriggerTypes.Of(http.Request)) { Idempotency = idempotency },
            CancellationToken.None);
        return result.Run is { } run
            ? TypedResults.Ok(await describe(run, CancellationToken.None))
            : ApiErrors.Conflict(IdempotencyKeyReader.Reused);
    }
}
