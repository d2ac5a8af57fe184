using Microsoft.AspNetCore.Diagnostics;
using Skyvern.Server.Pages;

namespace Skyvern.Server.Http;

/// <summary>Gives an answer that the framework left empty the one error shape, or a page where a person reads it.</summary>
internal static class StatusDetails
{
    public static Task WriteAsync(StatusCodeContext context)
    {
        var (http, status) = (context.HttpContext, context.HttpContext.Response.StatusCode);
        return PageErrors.IsForPeople(http, http.GetEndpoint())
            ? PageErrors.WriteAsync(http, status)
            : ApiErrors.WriteAsync(http, status, Describe(http.Request, status));
    }

    public static string Describe(HttpRequest request, int status) => status switch
    {
        StatusCodes.Status404NotFound => $"There is nothing at {request.Path}.",
        StatusCodes.Status405MethodNotAllowed => $"{request.Method} is not allowed at {request.Path}.",
        StatusCodes.Status413PayloadTooLarge => "The body is too large.",
        StatusCodes.Status415UnsupportedMediaType => "A JSON body with content type application/json is needed.",
        StatusCodes.Status416RangeNotSatisfiable => "The range lies outside of the content.",
        StatusCodes.Status500InternalServerError => "The server met a fault of its own. The trace_id finds it in the log.",
        StatusCodes.Status503ServiceUnavailable => "A part of the server cannot be reached at present.",
        _ => "The request cannot be answered.",
    };
}
