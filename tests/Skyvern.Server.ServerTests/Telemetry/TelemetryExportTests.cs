using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Skyvern.Client.Contracts;
using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Core.Webhooks;
using Skyvern.Server.Testing;

namespace Skyvern.Server.ServerTests.Telemetry;

public sealed class TelemetryExportTests
{
    private static readonly string[] Secrets = ["pw-7719-swordfish", "path-token-5521", "hook-token-8143", "query-token-3310", "sk-key-6642", "Acme-balance-9917", "Zanzibar-4410"];

    [Fact]
    public async Task Run_WithACollector_SendsTracesAndMetricsWithoutAnySecret()
    {
        await using var collector = await OtlpStandIn.StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var model = await StubOpenAi.StartAsync(
            Solver.Step(Solver.Done("The page says: Acme-balance-9917.", new { balance = "Acme-balance-9917" }, status: "terminated")));
        var server = await StartAsync(model, new()
        {
            ["Telemetry:OtlpEndpoint"] = collector.Endpoint,
            ["Telemetry:Protocol"] = "Http",
            ["Telemetry:Headers"] = "x-tenant=night",
            ["Telemetry:ServiceName"] = "night-shift",
        });
        string runId;
        await using (server)
        {
            var run = await server.Client.RunTaskAsync(new RunTaskRequest
            {
                Prompt = "Log in with the password pw-7719-swordfish and say the balance of Zanzibar-4410.",
                Url = "https://shop.example/path-token-5521?token=query-token-3310",
                WebhookUrl = $"{receiver.Url}/hook-token-8143?token=query-token-3310",
            });
            runId = run.RunId;
            await server.WaitForAsync(runId, current => current.FinishedAt is not null);
            await receiver.WaitForAsync(1);

            // A stop would interrupt the attempt before its answer is noted and counted.
            var deliveries = server.Services.GetRequiredService<IWebhookStore>();
            await Eventually.TrueAsync(async () => (await deliveries.ListPendingAsync(CancellationToken.None)).Count == 0);
        }

        // The server has stopped: what it had to say has been sent.
        Assert.Contains("Zanzibar-4410", Encoding.UTF8.GetString(model.Requests[0].Bytes), StringComparison.Ordinal);
        Assert.All(collector.Received, post => Assert.Equal(("application/x-protobuf", "night"), (post.ContentType, post.Tenant)));
        Assert.All(collector.Received, post => Assert.All(Secrets, secret => Assert.False(post.Holds(secret), $"{secret} is in {post.Path}")));
        Assert.All(
            (string[])["night-shift", "service.name", runId, "webhook", "gen_ai.request.model", "POST /v1/run/tasks", "skyvern.run.status"],
            word => Assert.Contains(collector.Received, post => post.Path == "/v1/traces" && post.Holds(word)));
        Assert.All(
            (string[])["night-shift", "skyvern.run.ended", "skyvern.run.queue.wait", "skyvern.step.duration", "skyvern.webhook.attempts", "gen_ai.client.token.usage"],
            word => Assert.Contains(collector.Received, post => post.Path == "/v1/metrics" && post.Holds(word)));
    }

    [Fact]
    public async Task Server_WithACollectorThatNeverAnswers_WorksAndStops()
    {
        await using var collector = await OtlpStandIn.StartAsync(answers: false);
        await using var model = await StubOpenAi.StartAsync(Solver.Step(Solver.GiveUp("The page is empty.")));
        var server = await StartAsync(model, new() { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Endpoint, ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf" });

        var run = await server.Client.RunTaskAsync(new RunTaskRequest { Prompt = "Say the balance.", Url = "https://shop.example/" });
        await server.WaitForAsync(run.RunId, current => current.FinishedAt is not null);
        await server.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromMinutes(1));

        await Eventually.TrueAsync(() => !collector.Received.IsEmpty);
    }

    private static Task<ServerFactory> StartAsync(StubOpenAi model, Dictionary<string, string?> settings)
    {
        settings["Llm:Endpoint"] = model.Endpoint;
        settings["Llm:ApiKey"] = "sk-key-6642";
        settings["Network:AllowedHosts"] = "127.0.0.1, shop.example";
        return ServerFactory.StartAsync(settings, services: services => services.Replace(ServiceDescriptor.Singleton<IBrowserPool>(new FakeBrowserPool())));
    }
}
