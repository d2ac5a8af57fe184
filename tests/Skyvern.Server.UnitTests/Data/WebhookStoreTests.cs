using Skyvern.Server.Core.Runs;
using Skyvern.Server.Core.Webhooks;
using Skyvern.Server.Data;

namespace Skyvern.Server.UnitTests.Data;

public sealed class WebhookStoreTests
{
    [Theory, BothDatabases]
    public async Task Find_DeliveryOfAnEndedRun_GivesBoth(DatabaseProvider provider)
    {
        await using var store = await StoreFixture.OpenAsync(provider);
        var delivery = await EndRunAsync(store);

        var found = await store.Webhooks.FindAsync(delivery.Id, default);

        Assert.Equal((delivery.Id, delivery.RunId, RunStatus.Completed), (found!.Value.Delivery.Id, found.Value.Run.Id, found.Value.Run.Status));
        Assert.Null(await store.Webhooks.FindAsync("whd_unknown", default));
    }

    [Theory, BothDatabases]
    public async Task FixBody_SecondBody_TheFirstCounts(DatabaseProvider provider)
    {
        await using var store = await StoreFixture.OpenAsync(provider);
        var delivery = await EndRunAsync(store);

        Assert.Equal("first"u8.ToArray(), await store.Webhooks.FixBodyAsync(delivery.Id, "first"u8.ToArray(), default));
        Assert.Equal("first"u8.ToArray(), await store.Webhooks.FixBodyAsync(delivery.Id, "second"u8.ToArray(), default));
    }

    [Theory, BothDatabases]
    public async Task RecordAttempt_FailureThenSuccess_IsShownOnTheRunAndEndsTheAttempts(DatabaseProvider provider)
    {
        await using var store = await StoreFixture.OpenAsync(provider);
        var delivery = await EndRunAsync(store);
        Assert.Null((await store.ReadAsync(delivery.RunId)).WebhookFailureReason);

        (delivery.Attempts, delivery.LastStatusCode, delivery.LastError) = (1, 503, "Service Unavailable");
        delivery.NextAttemptAt = store.Clock.GetUtcNow().AddSeconds(2);
        await store.Webhooks.RecordAttemptAsync(delivery, default);
        Assert.Equal("503 Service Unavailable", (await store.ReadAsync(delivery.RunId)).WebhookFailureReason);
        Assert.Equal([delivery.Id], await store.Webhooks.ListPendingAsync(default));

        (delivery.Status, delivery.Attempts, delivery.LastStatusCode, delivery.LastError, delivery.NextAttemptAt) =
            (DeliveryStatus.Delivered, 2, 204, null, null);
        await store.Webhooks.RecordAttemptAsync(delivery, default);

        Assert.Equal("", (await store.ReadAsync(delivery.RunId)).WebhookFailureReason);
        Assert.Empty(await store.Webhooks.ListPendingAsync(default));
        var stored = (await store.Webhooks.FindAsync(delivery.Id, default))!.Value.Delivery;
        Assert.Equal((2, 204, null, null), (stored.Attempts, stored.LastStatusCode, stored.LastError, stored.NextAttemptAt));
    }

    [Theory, BothDatabases]
    public async Task RecordAttempt_LateFailureOfASecondSender_KeepsItDelivered(DatabaseProvider provider)
    {
        await using var store = await StoreFixture.OpenAsync(provider);
        var delivery = await EndRunAsync(store);
        var second = (await store.Webhooks.FindAsync(delivery.Id, default))!.Value.Delivery;
        delivery.Status = DeliveryStatus.Delivered;
        await store.Webhooks.RecordAttemptAsync(delivery, default);

        (second.Status, second.LastError) = (DeliveryStatus.GivenUp, "time-out");
        await store.Webhooks.RecordAttemptAsync(second, default);

        Assert.Equal(DeliveryStatus.Delivered, (await store.Webhooks.FindAsync(delivery.Id, default))!.Value.Delivery.Status);
        Assert.Equal("", (await store.ReadAsync(delivery.RunId)).WebhookFailureReason);
    }

    [Theory, BothDatabases]
    public async Task FindOfRun_AttemptsByTheServerAndByHand_AreInOrderAndTheOrganizationsOwn(DatabaseProvider provider)
    {
        await using var store = await StoreFixture.OpenAsync(provider);
        var delivery = await EndRunAsync(store);
        (delivery.Attempts, delivery.LastStatusCode, delivery.LastError) = (1, 503, "Service Unavailable");
        await store.Webhooks.RecordAttemptAsync(delivery, default);
        await store.Webhooks.RecordTrialAsync(new WebhookAttempt { RunId = delivery.RunId, At = store.Clock.GetUtcNow(), StatusCode = 204, IsByHand = true }, default);

        var (found, attempts) = await store.Webhooks.FindOfRunAsync(delivery.OrganizationId, delivery.RunId, default);
        var (foreign, others) = await store.Webhooks.FindOfRunAsync("o_other", delivery.RunId, default);

        Assert.Equal((delivery.Id, null), (found!.Id, found.Body));
        Assert.Equal([(503, "Service Unavailable", false), (204, null, true)], attempts.Select(attempt => (attempt.StatusCode!.Value, attempt.Error, attempt.IsByHand)));
        Assert.Equal("", (await store.ReadAsync(delivery.RunId)).WebhookFailureReason);
        Assert.Null(foreign);
        Assert.Empty(others);
    }

    private static async Task<WebhookDelivery> EndRunAsync(StoreFixture store)
    {
        var claim = await store.ClaimNewAsync();
        await store.Journal.FinishAsync(claim, new RunResult(RunStatus.Completed), default);
        return (await store.DeliveriesAsync()).Single(delivery => delivery.RunId == claim.RunId);
    }
}
