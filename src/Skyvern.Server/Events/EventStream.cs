using System.Reflection;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;
using Skyvern.Server.Authentication;
using Skyvern.Server.Http;

namespace Skyvern.Server.Events;

/// <summary>
/// Answers with server-sent events until there are no more or the caller goes. It is cut after an hour, when the server stops and when the
/// caller's key is revoked: a caller that connects again is checked again, and goes on behind the last event it has seen.
/// </summary>
/// <param name="write">Writes the events.</param>
internal sealed class EventStream(Func<EventWriter, CancellationToken, Task> write) : IResult, IEndpointMetadataProvider
{
    public const string ContentType = "text/event-stream";

    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <summary>The event that the caller has seen last, as it says when it connects again; null: none, or not understood.</summary>
    public static long? LastSeen(HttpRequest request) =>
        long.TryParse(request.Headers["Last-Event-ID"].ToString(), out var id) && id >= 0 ? id : null;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        await using var call = httpContext.RequestServices.GetRequiredService<LongCalls>().TryBegin(httpContext.User);
        if (call is null)
        {
            await ApiErrors.WriteAsync(httpContext, StatusCodes.Status429TooManyRequests, LongCalls.TooMany);
            return;
        }

        var response = httpContext.Response;
        response.ContentType = ContentType;
        response.Headers.CacheControl = "no-cache,no-store";
        response.Headers["X-Accel-Buffering"] = "no";
        httpContext.Features.GetRequiredFeature<IHttpResponseBodyFeature>().DisableBuffering();

        var server = httpContext.RequestServices.GetRequiredService<IHostApplicationLifetime>();
        using var longest = new CancellationTokenSource(Longest, httpContext.RequestServices.GetRequiredService<TimeProvider>());
        using var end = CancellationTokenSource.CreateLinkedTokenSource(httpContext.RequestAborted, server.ApplicationStopping, call.Revoked, longest.Token);
        try
        {
            await write(new EventWriter(response.Body), end.Token);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The caller is gone, or comes again.
        }
    }

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(string), [ContentType]));
}
