using System.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.WebUtilities;
using Skyvern.Client.Contracts;
using Skyvern.Client.Json;

namespace Skyvern.Server.Http;

/// <summary>Makes the one error shape. Its trace id is the one that the log carries.</summary>
internal static class ApiErrors
{
    public static BadRequest<ApiError> BadRequest(string detail) => TypedResults.BadRequest(Create(StatusCodes.Status400BadRequest, detail));

    public static NotFound<ApiError> NotFound(string detail) => TypedResults.NotFound(Create(StatusCodes.Status404NotFound, detail));

    public static NotFound<ApiError> SessionNotFound(string sessionId) => NotFound($"Browser session not found {sessionId}");

    public static NotFound<ApiError> RunNotFound(string runId) => NotFound($"Task run not found {runId}");

    public static Conflict<ApiError> Conflict(string detail) => TypedResults.Conflict(Create(StatusCodes.Status409Conflict, detail));

    public static JsonHttpResult<ApiError> Other(int status, string detail) => TypedResults.Json(Create(status, detail), statusCode: status);

    /// <summary>An error with a word for programs.</summary>
    public static JsonHttpResult<ApiError> Other(int status, string detail, string code) =>
        TypedResults.Json(Create(status, detail) with { Code = code }, statusCode: status);

    public static JsonHttpResult<ApiError> UnsupportedMediaType(HttpRequest request) => Other(
        StatusCodes.Status415UnsupportedMediaType, StatusDetails.Describe(request, StatusCodes.Status415UnsupportedMediaType));

    public static UnprocessableEntity<ValidationError> Invalid(RequestFaults faults) => TypedResults.UnprocessableEntity(new ValidationError
    {
        Detail = faults.Items,
        Title = Title(StatusCodes.Status422UnprocessableEntity),
        Status = StatusCodes.Status422UnprocessableEntity,
        TraceId = TraceId,
    });

    /// <summary>Writes an error where no result can be returned: in middleware and handlers of the framework.</summary>
    public static Task WriteAsync(HttpContext context, int status, string detail)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(Create(status, detail), WireJson.Options, context.RequestAborted);
    }

    private static ApiError Create(int status, string detail) => new() { Detail = detail, Title = Title(status), Status = status, TraceId = TraceId };

    /// <summary>The trace of the request under way, as the log has it.</summary>
    public static string TraceId => Activity.Current?.TraceId.ToHexString() ?? ActivityTraceId.CreateRandom().ToHexString();

    private static string Title(int status) =>
        status == StatusCodes.Status422UnprocessableEntity ? "Unprocessable Entity" : ReasonPhrases.GetReasonPhrase(status);
}
