using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Skyvern.Client;
using Skyvern.Server.Core.Webhooks;
using Skyvern.Server.Data;
using Skyvern.Server.ServerTests.Jobs;
using Skyvern.Server.Testing;

namespace Skyvern.Server.ServerTests.Webhooks;

public sealed class WebhookDeliveryTests
{
    private static readonly Dictionary<string, string?> Quick = new() { ["Webhooks:FirstGapSeconds"] = "0.05" };

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.PostgreSql)]
    public async Task FinishedRun_ReceiverFailsTwice_GetsTheSameBytesAgain(DatabaseProvider provider)
    {
        await using var receiver = await WebhookReceiver.StartAsync((context, count) => Answer(context, count < 3 ? 503 : 200));
        await using var server = await JobServer.StartAsync(provider, DoneAtOnce(), Quick);

        var runId = await server.RunAsync(receiver.Url);

        await receiver.WaitForAsync(3);
        Assert.All(receiver.Received, request => Assert.Equal(receiver.Received.First().Body, request.Body));
        Assert.All(receiver.Received, request => Assert.Equal(WebhookSignature.Of(request.Body, server.ApiKey), request.Headers["x-skyvern-signature"]));
        var body = JsonDocument.Parse(receiver.Received.First().Body).RootElement;
        Assert.Equal((runId, "completed"), (body.GetProperty("run_id").GetString(), body.GetProperty("status").GetString()));
        await NoDeliveryIsOpenAsync(server);
        Assert.Equal(3, receiver.Received.Count);
    }

    [Fact]
    public async Task FinishedRun_ReceiverSaysGone_IsGivenUp()
    {
        await using var receiver = await WebhookReceiver.StartAsync((context, _) => Answer(context, 410));
        await using var server = await JobServer.StartAsync(DatabaseProvider.Sqlite, DoneAtOnce(), Quick);

        await server.RunAsync(receiver.Url);

        await receiver.WaitForAsync(1);
        await NoDeliveryIsOpenAsync(server);
        Assert.Single(receiver.Received);
    }

    [Fact]
    public async Task FinishedRun_ReceiverDownThenUp_IsDelivered()
    {
        using var down = new HeldPort();
        await using var server = await JobServer.StartAsync(DatabaseProvider.Sqlite, DoneAtOnce(), Quick);
        var runId = await server.RunAsync(down.Url);
        await server.WaitForAsync(runId, run => run.Status == "completed");
        await Eventually.TrueAsync(async () => (await PendingAsync(server)) is [{ Attempts: > 0 }]);

        await using var up = await WebhookReceiver.StartAsync(port: down.Port);

        await up.WaitForAsync(1);
        await NoDeliveryIsOpenAsync(server);
    }

    [Fact]
    public async Task FinishedRun_ReceiverAsksToWait_IsLeftAlone()
    {
        await using var receiver = await WebhookReceiver.StartAsync((context, count) =>
        {
            context.Response.Headers.RetryAfter = "3";
            return Answer(context, count == 1 ? 429 : 200);
        });
        await using var server = await JobServer.StartAsync(DatabaseProvider.Sqlite, DoneAtOnce(), Quick);

        await server.RunAsync(receiver.Url);

        await receiver.WaitForAsync(2);
        var times = receiver.Received.Select(request => long.Parse(request.Headers["x-skyvern-timestamp"])).ToArray();
        Assert.True(times[1] - times[0] >= 3, $"The second attempt came after {times[1] - times[0]} s.");
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.PostgreSql)]
    public async Task Cancel_RacingWithTheEnd_MakesOneWebhook(DatabaseProvider provider)
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var server = await JobServer.StartAsync(provider, DoneAtOnce());

        var runs = new List<string>();
        for (var i = 0; i < 10; i++)
        {
            var runId = await server.RunAsync(receiver.Url);
            runs.Add(runId);
            using var canceled = await server.Http.PostAsync($"/v1/runs/{runId}/cancel", null);
        }

        await Task.WhenAll(runs.Select(id => server.WaitForAsync(id, run => run.FinishedAt is not null)));
        await receiver.WaitForAsync(runs.Count);
        await NoDeliveryIsOpenAsync(server);
        var told = receiver.Received.Select(request => JsonDocument.Parse(request.Body).RootElement)
            .ToDictionary(body => body.GetProperty("run_id").GetString()!, body => body.GetProperty("status").GetString());
        foreach (var id in runs)
        {
            Assert.Equal((await server.Client.GetRunAsync(id)).Status, told[id]);
        }
    }

    private static ScriptedPlanner DoneAtOnce() => ScriptedPlanner.From(_ => ScriptedPlanner.Done());

    private static Task Answer(HttpContext context, int code)
    {
        context.Response.StatusCode = code;
        return Task.CompletedTask;
    }

    private static async Task<IReadOnlyList<WebhookDelivery>> PendingAsync(ServerFactory server)
    {
        var store = server.Services.GetRequiredService<IWebhookStore>();
        var found = new List<WebhookDelivery>();
        foreach (var id in await store.ListPendingAsync(default))
        {
            if (await store.FindAsync(id, default) is { } entry)
            {
                found.Add(entry.Delivery);
            }
        }

        return found;
    }

    private static Task NoDeliveryIsOpenAsync(ServerFactory server) =>
        Eventually.TrueAsync(async () => (await server.Services.GetRequiredService<IWebhookStore>().ListPendingAsync(default)).Count == 0);
}
