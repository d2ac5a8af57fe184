using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using Skyvern.Server.Core.Diagnostics;
using System.Diagnostics;

namespace Skyvern.Server.Telemetry;

/// <summary>Tells the framework's span of a request what it was: method, route and status. Health checks are left out of traces.</summary>
internal sealed class RequestSpan(RequestDelegate next)
{
    private static readonly HashSet<string> Methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "CONNECT", "TRACE"];

    public async Task InvokeAsync(HttpContext context)
    {
        await next(context);
        if (context.Features.Get<IHttpActivityFeature>()?.Activity is { Source.Name.Length: > 0, IsAllDataRequested: true } span)
        {
            Describe(span, context);
        }
    }

    private static void Describe(Activity span, HttpContext context)
    {
        if (context.Request.Path.StartsWithSegments("/health"))
        {
            span.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
            return;
        }

        // An error handler has put the endpoint aside.
        var endpoint = context.GetEndpoint() ?? context.Features.Get<IExceptionHandlerFeature>()?.Endpoint;
        var (method, route) = (context.Request.Method, (endpoint as RouteEndpoint)?.RoutePattern.RawText);
        var name = Methods.Contains(method) ? method : "_OTHER";
        span.DisplayName = route is null ? name : $"{name} {route}";
        span.SetTag("http.request.method", name).SetTag("http.route", route).SetTag(Tags.HttpStatus, context.Response.StatusCode);
        if (context.Response.StatusCode >= StatusCodes.Status500InternalServerError)
        {
            span.Fail(context.Response.StatusCode.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }
    }
}
