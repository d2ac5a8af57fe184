using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Skyvern.Client;
using Skyvern.Client.Contracts;
using Skyvern.Client.Json;

namespace Skyvern.Server.Testing;

/// <summary>Takes webhooks on 127.0.0.1 and answers as the test says.</summary>
public sealed class WebhookReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private int _count;

    private WebhookReceiver(WebApplication app) => _app = app;

    /// <summary>What came, in order.</summary>
    public ConcurrentQueue<ReceivedWebhook> Received { get; } = [];

    /// <summary>
    /// The ends that were told of. A delivery that was made again is one only if it came under its id with the same bytes: a server may not
    /// have heard the first answer.
    /// </summary>
    public IReadOnlyList<ToldEnd> Told => [.. Received
        .Where(request => request.Headers.ContainsKey(WebhookSignature.DeliveryHeader))
        .DistinctBy(request => (request.Headers[WebhookSignature.DeliveryHeader], Convert.ToBase64String(request.Body)))
        .Select(request => JsonSerializer.Deserialize<WebhookPayload>(request.Body, WireJson.Options)!)
        .Select(payload => new ToldEnd(payload.RunId!, payload.Status!))];

    /// <summary>Where to send to.</summary>
    public string Url { get; private set; } = "";

    public int Port => new Uri(Url).Port;

    /// <summary>Starts listening.</summary>
    /// <param name="answer">Sets status and headers for the n-th request, from 1; null: 200.</param>
    /// <param name="port">0: a free one.</param>
    public static async Task<WebhookReceiver> StartAsync(Func<HttpContext, int, Task>? answer = null, int port = 0)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        var receiver = new WebhookReceiver(builder.Build());
        receiver._app.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            var number = Interlocked.Increment(ref receiver._count);
            receiver.Received.Enqueue(new ReceivedWebhook(
                context.Request.Method,
                context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
                body.ToArray()));
            if (answer is not null)
            {
                await answer(context, number);
            }
        });
        await receiver._app.StartAsync();
        receiver.Url = receiver._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single() + "/hook";
        return receiver;
    }

    /// <summary>Waits until so many have come.</summary>
    public Task WaitForAsync(int count) => Eventually.TrueAsync(() => Received.Count >= count, TimeSpan.FromMinutes(2));

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}

/// <summary>The end of a run that a webhook told of.</summary>
public sealed record ToldEnd(string RunId, string Status);

/// <summary>A request that came in.</summary>
public sealed record ReceivedWebhook(string Method, IReadOnlyDictionary<string, string> Headers, byte[] Body);
