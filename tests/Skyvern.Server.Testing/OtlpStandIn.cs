using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace Skyvern.Server.Testing;

/// <summary>A collector that takes OTLP over HTTP and keeps the bytes; or one that takes them and never answers.</summary>
public sealed class OtlpStandIn : IAsyncDisposable
{
    private readonly WebApplication _app;

    private OtlpStandIn(WebApplication app) => _app = app;

    /// <summary>Its address.</summary>
    public string Endpoint => _app.Urls.First();

    /// <summary>What came, in order.</summary>
    public ConcurrentQueue<OtlpPost> Received { get; } = [];

    /// <summary>Starts listening.</summary>
    public static async Task<OtlpStandIn> StartAsync(bool answers = true)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var collector = new OtlpStandIn(builder.Build());
        collector._app.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body, context.RequestAborted);
            collector.Received.Enqueue(new OtlpPost(
                context.Request.Path, context.Request.ContentType, context.Request.Headers["x-tenant"].ToString(), body.ToArray()));
            if (!answers)
            {
                await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            context.Response.ContentType = "application/x-protobuf";
        });
        await collector._app.StartAsync();
        return collector;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}

/// <summary>An export that came in.</summary>
public sealed record OtlpPost(string Path, string? ContentType, string Tenant, byte[] Body)
{
    /// <summary>Whether a text is in it: protobuf keeps texts as they are.</summary>
    public bool Holds(string text) => Body.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0;
}
