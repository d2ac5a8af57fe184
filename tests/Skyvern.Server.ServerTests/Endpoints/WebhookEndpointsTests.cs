using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Skyvern.Client;
using Skyvern.Server.Data;
using Skyvern.Server.ServerTests.Jobs;
using Skyvern.Server.Testing;

namespace Skyvern.Server.ServerTests.Endpoints;

/// <summary>A webhook looked at and sent again by hand.</summary>
[Collection(ApiTests.Name)]
public sealed class WebhookEndpointsTests(ApiServer api)
{
    [Fact]
    public async Task RetryRunWebhook_DeliveredRun_SendsTheSameBytesOnceMore()
    {
        await using var receiver = await WebhookReceiver.StartAsync((context, _) => context.Response.WriteAsync("thanks"));
        await using var server = await JobServer.StartAsync(DatabaseProvider.Sqlite, ScriptedPlanner.From(_ => ScriptedPlanner.Done()));
        var runId = await server.RunAsync(receiver.Url);
        await receiver.WaitForAsync(1);
        await server.WaitForAsync(runId, run => run.Status == "completed");

        // The clients send no body and no content type.
        using var answer = await server.Http.PostAsync($"/v1/runs/{runId}/retry_webhook", content: null);
        var replay = await Json.ReadAsync(answer);

        await receiver.WaitForAsync(2);
        var (first, second) = (receiver.Received.First(), receiver.Received.Last());
        Assert.Equal(first.Body, second.Body);
        Assert.Equal(Encoding.UTF8.GetString(first.Body), replay.GetProperty("payload").GetString());
        Assert.Equal(WebhookSignature.Of(second.Body, server.ApiKey), second.Headers["x-skyvern-signature"]);
        Assert.Equal(second.Headers["x-skyvern-signature"], replay.GetProperty("headers").GetProperty("x-skyvern-signature").GetString());
        Assert.Equal((200, "thanks"), (replay.GetProperty("status_code").GetInt32(), replay.GetProperty("response_body").GetString()));
        Assert.Equal(JsonValueKind.Null, replay.GetProperty("error").ValueKind);
    }

    [Fact]
    public async Task RetryRunWebhook_SentByHand_TellsItsResultWithTheRun()
    {
        var status = 500;
        await using var receiver = await WebhookReceiver.StartAsync((context, _) =>
        {
            context.Response.StatusCode = Volatile.Read(ref status);
            return Task.CompletedTask;
        });
        await using var other = await WebhookReceiver.StartAsync();
        await using var server = await ServerFactory.StartAsync(new Dictionary<string, string?> { ["Network:AllowedHosts"] = "127.0.0.1" }, works: false);
        using var started = await server.Http.PostAsync("/v1/run/tasks", Json.Body($$"""{"prompt": "Wait", "webhook_url": "{{receiver.Url}}"}"""));
        var runId = (await Json.ReadAsync(started)).GetProperty("run_id").GetString();
        using var canceled = await server.Http.PostAsync($"/v1/runs/{runId}/cancel", null);

        Assert.Equal(JsonValueKind.Null, (await ReasonAsync()).ValueKind);
        using var failed = await server.Http.PostAsync($"/api/v1/tasks/{runId}/retry_webhook", null);
        Assert.StartsWith("500", (await Json.ReadAsync(failed)).GetProperty("webhook_failure_reason").GetString());
        using var elsewhere = await server.Http.PostAsync($"/v1/runs/{runId}/retry_webhook", Json.Body($$"""{"webhook_url": "{{other.Url}}"}"""));
        Assert.StartsWith("500", (await ReasonAsync()).GetString());
        Volatile.Write(ref status, 200);
        using var delivered = await server.Http.PostAsync($"/v1/runs/{runId}/retry_webhook", null);
        Assert.Equal("", (await ReasonAsync()).GetString());

        async Task<JsonElement> ReasonAsync() => (await server.Http.GetJsonAsync($"/api/v1/tasks/{runId}")).GetProperty("webhook_failure_reason");
    }

    [Fact]
    public async Task RetryRunWebhook_OtherAddress_ToldOfALongAnswerItsBeginning()
    {
        await using var receiver = await WebhookReceiver.StartAsync((context, _) =>
        {
            context.Response.StatusCode = 500;
            return context.Response.WriteAsync(new string('x', 5000));
        });
        await using var server = await JobServer.StartAsync(DatabaseProvider.Sqlite, ScriptedPlanner.From(_ => ScriptedPlanner.Done()));
        var runId = await server.RunAsync(null);
        await server.WaitForAsync(runId, run => run.Status == "completed");

        using var none = await server.Http.PostAsync($"/v1/runs/{runId}/retry_webhook", Json.Body("{}"));
        using var answer = await server.Http.PostAsync($"/v1/runs/{runId}/retry_webhook", Json.Body($$"""{"webhook_url": "{{receiver.Url}}"}"""));
        var replay = await Json.ReadAsync(answer);

        Assert.Contains("no webhook address", await Answers.AssertErrorAsync(HttpStatusCode.BadRequest, none));
        Assert.Equal(500, replay.GetProperty("status_code").GetInt32());
        Assert.Equal(2048, replay.GetProperty("response_body").GetString()!.Count(character => character == 'x'));
        Assert.NotEmpty(replay.GetProperty("error").GetString()!);
        Assert.Equal(receiver.Url, replay.GetProperty("target_webhook_url").GetString());
    }

    [Fact]
    public async Task RetryRunWebhook_NotEndedOrUnknownOrRefused_IsToldSo()
    {
        using var tenant = await api.NewTenantAsync();
        var runId = await tenant.StartRunAsync("""{"prompt": "Wait", "webhook_url": "https://hooks.example.com/"}""");

        using var early = await tenant.Http.PostAsync($"/v1/runs/{runId}/retry_webhook", null);
        using (await tenant.Http.PostAsync($"/v1/runs/{runId}/cancel", null))
        {
        }

        using var local = await tenant.Http.PostAsync($"/v1/runs/{runId}/retry_webhook", Json.Body("""{"webhook_url": "http://169.254.169.254/"}"""));
        using var unknown = await tenant.Http.PostAsync("/v1/runs/tsk_nobody/retry_webhook", null);

        Assert.Contains("queued", await Answers.AssertErrorAsync(HttpStatusCode.BadRequest, early));
        Assert.Contains("169.254.169.254", await Answers.AssertErrorAsync(HttpStatusCode.BadRequest, local));
        await Answers.AssertErrorAsync(HttpStatusCode.NotFound, unknown);
    }

    [Fact]
    public async Task PreviewRunWebhook_AnyRun_ShowsBodyAndHeaders()
    {
        using var tenant = await api.NewTenantAsync();
        var runId = await tenant.StartRunAsync("""{"prompt": "Wait", "webhook_url": "https://hooks.example.com/"}""");

        var preview = await tenant.Http.GetJsonAsync($"/api/v1/internal/runs/{runId}/test-webhook");

        var payload = preview.GetProperty("payload").GetString()!;
        Assert.Equal(runId, JsonElement.Parse(payload).GetProperty("run_id").GetString());
        Assert.Equal(WebhookSignature.Of(Encoding.UTF8.GetBytes(payload), tenant.Key), preview.GetProperty("headers").GetProperty("x-skyvern-signature").GetString());
        Assert.Equal("https://hooks.example.com/", preview.GetProperty("default_webhook_url").GetString());
    }

    [Fact]
    public async Task TestWebhook_Addresses_AlwaysAnswersAndTellsWhatWentWrong()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var server = await ServerFactory.StartAsync(new Dictionary<string, string?> { ["Network:AllowedHosts"] = "127.0.0.1" }, works: false);

        var good = await TestAsync(server, $$"""{"webhook_url": "{{receiver.Url}}", "run_type": "task"}""");
        var refused = await TestAsync(server, """{"webhook_url": "http://10.0.0.1/", "run_type": "task"}""");
        using var invalid = await server.Http.PostAsync("/v1/internal/test-webhook", Json.Body("""{"run_type": "other"}"""));

        Assert.Equal(200, good.GetProperty("status_code").GetInt32());
        Assert.Contains("10.0.0.1", refused.GetProperty("error").GetString());
        Assert.Equal(JsonValueKind.Null, refused.GetProperty("status_code").ValueKind);
        Assert.Equal(["missing at body.webhook_url", "enum at body.run_type"], await Answers.AssertInvalidAsync(invalid));
        var body = JsonDocument.Parse(Assert.Single(receiver.Received).Body).RootElement;
        Assert.Equal("completed", body.GetProperty("status").GetString());
    }

    private static async Task<JsonElement> TestAsync(ServerFactory server, string body)
    {
        using var answer = await server.Http.PostAsync("/api/v1/internal/test-webhook", Json.Body(body));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await Json.ReadAsync(answer);
    }
}
