using Microsoft.AspNetCore.Diagnostics;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Pages;

namespace Skyvern.Server.Http;

/// <summary>Turns what nobody expected into the one error shape: no stack trace, no class name, a trace id for the log.</summary>
internal sealed partial class UnhandledErrorHandler(ILogger<UnhandledErrorHandler> logger) : IExceptionHandler
{
    private const string RetryAfterSeconds = "5";

    private const string DatabaseAway = "The server's database does not answer at present: try again in a few seconds. "
        + "What starts a run can be sent again safely with the same Idempotency-Key.";

    public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is OperationCanceledException && context.RequestAborted.IsCancellationRequested)
        {
            // The caller hung up: no fault, and nobody reads the answer.
            context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            return true;
        }

        var (path, trace) = (context.Request.Path.ToUriComponent(), ApiErrors.TraceId);

        // The endpoint has been put aside for the handler.
        var isPage = PageErrors.IsForPeople(context, context.Features.Get<IExceptionHandlerFeature>()?.Endpoint);
        if (DatabaseFault.IsPassing(exception))
        {
            // Many requests meet it, and no code of theirs is at fault: the cause in a line, without its stack.
            LogDatabaseAway(context.Request.Method, path, trace, exception.GetBaseException().Message);
            context.Response.Headers.RetryAfter = RetryAfterSeconds;
            await (isPage
                ? PageErrors.WriteAsync(context, StatusCodes.Status503ServiceUnavailable)
                : ApiErrors.WriteAsync(context, StatusCodes.Status503ServiceUnavailable, DatabaseAway));
            return true;
        }

        var status = exception is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError;
        if (status >= StatusCodes.Status500InternalServerError)
        {
            LogFault(exception, context.Request.Method, path, trace);
        }

        await (isPage
            ? PageErrors.WriteAsync(context, status)
            : ApiErrors.WriteAsync(context, status, StatusDetails.Describe(context.Request, status)));
        return true;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Method} {Path} found no database, trace {TraceId}: {Cause}")]
    private partial void LogDatabaseAway(string method, string path, string traceId, string cause);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Path} met a fault, trace {TraceId}")]
    private partial void LogFault(Exception exception, string method, string path, string traceId);
}
