namespace Skyvern.Server.Http;

/// <summary>No page of this server may be put into a frame of another site.</summary>
internal static class SecurityHeaders
{
    public const string NoFrames = "frame-ancestors 'none'";

    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        // At the start of the answer: the handler of faults clears headers that were set before.
        context.Response.OnStarting(() =>
        {
            context.Response.Headers.XFrameOptions = "DENY";
            context.Response.Headers.TryAdd("Content-Security-Policy", NoFrames);
            return Task.CompletedTask;
        });
        return next(context);
    });
}
