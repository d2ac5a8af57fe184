using Microsoft.AspNetCore.Http.HttpResults;
using Skyvern.Server.Http;

namespace Skyvern.Server.Pages;

/// <summary>Tells people what went wrong, on a page.</summary>
internal static class PageErrors
{
    /// <summary>Where programs call, and what looks after itself.</summary>
    private static readonly string[] Others = ["/v1", "/api", "/swagger", "/openapi", "/demo", "/health/live", "/health/ready"];

    /// <summary>Whether a person sees the answer: a page was asked for, or something that a browser would show.</summary>
    public static bool IsForPeople(HttpContext context, Endpoint? endpoint) =>
        Accepts(context.Request)
        && (endpoint?.Metadata.GetMetadata<PageMark>() is not null
            || !Others.Any(path => context.Request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase)));

    /// <summary>An error as the answer of a page's route: a page for people, a text for scripts.</summary>
    public static IResult Result(HttpContext context, int status, string detail) =>
        Accepts(context.Request) ? Page(status, detail) : TypedResults.Text(detail, statusCode: status);

    /// <summary>Writes an error where no result can be returned.</summary>
    public static async Task WriteAsync(HttpContext context, int status)
    {
        PageHeaders.Set(context);

        // What renders pages serves one of them in its scope, and that may have been the one that failed.
        await using var scope = context.RequestServices.CreateAsyncScope();
        var before = context.RequestServices;
        context.RequestServices = scope.ServiceProvider;
        try
        {
            await Page(status, Describe(context.Request, status)).ExecuteAsync(context);
        }
        finally
        {
            context.RequestServices = before;
        }
    }

    private static RazorComponentResult<ErrorPage> Page(int status, string detail) =>
        new(new { Status = status, Detail = detail, ApiErrors.TraceId }) { StatusCode = status };

    private static bool Accepts(HttpRequest request) => request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    private static string Describe(HttpRequest request, int status) => status switch
    {
        StatusCodes.Status400BadRequest => "The form was open for too long, or you have logged in anew since. Go back, reload the page and send it again.",
        StatusCodes.Status401Unauthorized => "You are not logged in any more.",
        StatusCodes.Status404NotFound => $"There is nothing at {request.Path}.",
        StatusCodes.Status429TooManyRequests => "Too many requests with this key. Wait a moment.",
        StatusCodes.Status500InternalServerError => "The server met a fault of its own. The log tells more under this trace.",
        _ => StatusDetails.Describe(request, status),
    };
}
