using System.Diagnostics;

namespace Skyvern.Server.Telemetry;

/// <summary>One line a request. Without its query: that may hold a signature or a key.</summary>
internal sealed partial class RequestLog(RequestDelegate next, ILogger<RequestLog> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var start = Stopwatch.GetTimestamp();
        await next(context);
        // Encoded, so that no caller can write lines of its own into the log.
        var (path, status) = (context.Request.Path.ToUriComponent(), context.Response.StatusCode);
        var level = status >= 500 ? LogLevel.Warning : IsLookingOn(context) ? LogLevel.Debug : LogLevel.Information;
        var took = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        var trace = Activity.Current?.TraceId.ToHexString();
        LogRequest(level, context.Request.Method, path, status, took, trace);
    }

    // Clients poll: what only reads, and succeeds, would bury everything else.
    private static bool IsLookingOn(HttpContext context) => HttpMethods.IsGet(context.Request.Method) && context.Response.StatusCode < 400;

    [LoggerMessage(Message = "{Method} {Path} answered {Status} in {Milliseconds:0.0} ms, trace {TraceId}")]
    private partial void LogRequest(LogLevel level, string method, string path, int status, double milliseconds, string? traceId);
}
