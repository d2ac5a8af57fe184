using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Skyvern.Server.Testing;

/// <summary>
/// A real HTTP server that speaks chat completions, with a script instead of a model. It records the exact bytes it was sent,
/// refuses schemas that OpenAI's strict mode would refuse, and can be as odd as endpoints are (see <see cref="Quirks"/>).
/// </summary>
public sealed class StubOpenAi : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<StubOpenAiRequest> _requests = new();
    private readonly ConcurrentQueue<StubOpenAiReply> _faults = new();
    private readonly Func<StubOpenAiRequest, StubOpenAiReply> _script;
    private int _count;

    private StubOpenAi(WebApplication app, Func<StubOpenAiRequest, StubOpenAiReply> script)
    {
        _app = app;
        _script = script;
    }

    /// <summary>Base address, ending in /v1.</summary>
    public string Endpoint => $"{_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()}/v1";

    /// <summary>What this endpoint does not accept.</summary>
    public StubOpenAiQuirks Quirks { get; } = new();

    /// <summary>Every request to chat/completions, refused ones included, in order.</summary>
    public IReadOnlyList<StubOpenAiRequest> Requests => [.. _requests];

    /// <summary>Starts a server whose answers come from a script.</summary>
    public static async Task<StubOpenAi> StartAsync(Func<StubOpenAiRequest, StubOpenAiReply> script)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var stub = new StubOpenAi(app, script);
        app.MapPost("/v1/chat/completions", stub.CompleteAsync);
        app.MapGet("/v1/models", () => Results.Json(new { @object = "list", data = new[] { new { id = "stub", @object = "model", owned_by = "tests" } } }));
        await app.StartAsync();
        return stub;
    }

    /// <summary>Starts a server that always answers the same content.</summary>
    public static Task<StubOpenAi> StartAsync(string content) => StartAsync(_ => StubOpenAiReply.Of(content));

    /// <summary>Puts answers in front of the script, each used once.</summary>
    public StubOpenAi First(params StubOpenAiReply[] replies)
    {
        foreach (var reply in replies)
        {
            _faults.Enqueue(reply);
        }

        return this;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task CompleteAsync(HttpContext context)
    {
        using var memory = new MemoryStream();
        await context.Request.Body.CopyToAsync(memory, context.RequestAborted);
        var headers = context.Request.Headers.ToDictionary(header => header.Key.ToLowerInvariant(), header => header.Value.ToString());
        var request = new StubOpenAiRequest(Interlocked.Increment(ref _count), memory.ToArray(), headers);
        _requests.Enqueue(request);

        var reply = Quirks.Refusal(request) ?? (_faults.TryDequeue(out var fault) ? fault : _script(request));
        await SendAsync(context, request, reply);
    }

    private static async Task SendAsync(HttpContext context, StubOpenAiRequest request, StubOpenAiReply reply)
    {
        await reply.After.WaitAsync(context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (reply.Delay > TimeSpan.Zero)
        {
            await Task.Delay(reply.Delay, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        var body = reply.RawBody is { } raw ? System.Text.Encoding.UTF8.GetBytes(raw) : JsonSerializer.SerializeToUtf8Bytes(reply.Completion(request));
        context.Response.StatusCode = reply.Status;
        context.Response.ContentType = "application/json";
        foreach (var (name, value) in reply.Headers)
        {
            context.Response.Headers[name] = value;
        }

        context.Response.ContentLength = body.Length;
        if (reply.CutsConnection)
        {
            await context.Response.Body.WriteAsync(body.AsMemory(0, body.Length / 2));
            await context.Response.Body.FlushAsync();
            context.Abort();
            return;
        }

        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }
}
