using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Quartz;
using Skyvern.Client;
using Skyvern.Client.Contracts;
using Skyvern.Server.Core.Webhooks;
using Skyvern.Server.Data;
using Skyvern.Server.Jobs;
using Skyvern.Server.Testing;
using Skyvern.Server.Webhooks;

namespace Skyvern.Server.ServerTests.Faults;

/// <summary>The receiver of webhooks is down for an hour of simulated time; the test takes the scheduler's part and comes back when it is told to.</summary>
public sealed class ReceiverDownTests
{
    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.PostgreSql)]
    public async Task Delivery_ReceiverDownForAnHour_ComesAfterItOnceWithTheSameBytes(DatabaseProvider provider)
    {
        var clock = new ManualTimeProvider();
        var back = clock.GetUtcNow() + TimeSpan.FromHours(1);
        await using var receiver = await WebhookReceiver.StartAsync((context, _) =>
        {
            context.Response.StatusCode = clock.GetUtcNow() < back ? 503 : 200;
            return Task.CompletedTask;
        });
        await using var server = await ServerFactory.StartAsync(
            new Dictionary<string, string?> { ["Network:AllowedHosts"] = "127.0.0.1" }, provider, works: false,
            services: services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock)));
        await StandByAsync(server);
        var run = await server.Client.RunTaskAsync(new RunTaskRequest { Prompt = "Wait", WebhookUrl = receiver.Url });
        await server.Client.CancelRunAsync(run.RunId);
        var id = Assert.Single(await Store(server).ListPendingAsync(default));

        var attempts = 0;
        var last = clock.GetUtcNow();
        for (DateTimeOffset? due = last; due is { } at; attempts++)
        {
            clock.Advance(at - clock.GetUtcNow());
            last = clock.GetUtcNow();
            await using var scope = server.Services.CreateAsyncScope();
            due = await scope.ServiceProvider.GetRequiredService<WebhookDeliverer>().AttemptAsync(id, default);
        }

        Assert.Equal(attempts, receiver.Received.Count);
        Assert.InRange(attempts, 8, 20);
        Assert.InRange(last, back, back + TimeSpan.FromHours(1));
        Assert.All(receiver.Received, request => Assert.Equal(receiver.Received.First().Body, request.Body));
        Assert.All(receiver.Received, request => Assert.Equal(WebhookSignature.Of(request.Body, server.ApiKey), request.Headers["x-skyvern-signature"]));
        var (delivery, _) = (await Store(server).FindAsync(id, default))!.Value;
        Assert.Equal((DeliveryStatus.Delivered, attempts, 200), (delivery.Status, delivery.Attempts, delivery.LastStatusCode));
        Assert.Empty(await Store(server).ListPendingAsync(default));
        Assert.Equal("", (await server.Http.GetJsonAsync($"/api/v1/tasks/{run.RunId}")).GetProperty("webhook_failure_reason").GetString());
    }

    /// <summary>The sweep finds that the delivery has no job and makes one, which must not run beside the test's own attempts.</summary>
    private static async Task StandByAsync(ServerFactory server)
    {
        var scheduler = await server.Services.GetRequiredKeyedService<ISchedulerFactory>(Schedulers.Webhooks).GetScheduler();
        await Eventually.TrueAsync(async () => await scheduler.GetStatus() == SchedulerStatus.Running);
        await scheduler.Standby();
    }

    private static IWebhookStore Store(ServerFactory server) => server.Services.GetRequiredService<IWebhookStore>();
}
