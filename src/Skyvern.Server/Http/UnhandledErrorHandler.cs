using Microsoft.AspNetCore.Diagnostics;
using Skyvern.Server.Pages;

namespace Skyvern.Server.Http;

/// <summary>Turns what nobody expected into the one error shape: no stack trace, no class name, a trace id for the log.</summary>
internal sealed partial class UnhandledErrorHandler(ILogger<UnhandledErrorHandler> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is OperationCanceledException && context.RequestAborted.IsCancellationRequested)
        {
            // The caller hung up: no fault, and nobody reads the answer.
            context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            return true;
        }

        var status = exception is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError;
        if (status >= StatusCodes.Status500InternalServerError)
        {
            var (path, trace) = (context.Request.Path.ToUriComponent(), ApiErrors.TraceId);
            LogFault(exception, context.Request.Method, path, trace);
        }

        // The endpoint has been put aside for the handler.
        await (PageErrors.IsForPeople(context, context.Features.Get<IExceptionHandlerFeature>()?.Endpoint)
            ? PageErrors.WriteAsync(context, status)
            : ApiErrors.WriteAsync(context, status, StatusDetails.Describe(context.Request, status)));
        return true;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Path} met a fault, trace {TraceId}")]
    private partial void LogFault(Exception exception, string method, string path, string traceId);
}
