using Skyvern.Server.Core.Runs;
using Skyvern.Server.Data;

namespace Skyvern.Server.UnitTests.Data;

public sealed class IdempotencyKeysTests
{
    private static readonly IdempotencyKey Key = new("order-17", "hash-a");

    [Theory, BothDatabases]
    public async Task Create_SameKeyAndBody_GivesTheFirstRunAsItStandsNow(DatabaseProvider provider)
    {
        await using var store = await StoreFixture.OpenAsync(provider);
        var first = (await store.Runs.CreateAsync(store.NewRun(), Key, default)).Run!;
        await store.Runs.ClaimAsync(first.Id, default);

        var repeat = await store.Runs.CreateAsync(store.NewRun(), Key, default);

        Assert.Equal((CreateRunOutcome.Repeated, first.Id, RunStatus.Running), (repeat.Outcome, repeat.Run!.Id, repeat.Run.Status));
        Assert.Equal(repeat.Run.Id, (await store.Runs.FindRepeatAsync(StoreFixture.OrganizationId, Key, default))!.Run!.Id);
        Assert.Equal([first.Id], await store.JobsAsync());
        Assert.Equal(1, store.Queues.RunWakes);
    }

    [Theory, BothDatabases]
    public async Task Create_SameKeyOtherBody_IsRefused(DatabaseProvider provider)
    {
        await using var store = await StoreFixture.OpenAsync(provider);
        await store.Runs.CreateAsync(store.NewRun(), Key, default);

        var reused = await store.Runs.CreateAsync(store.NewRun(), Key with { BodyHash = "hash-b" }, default);

        Assert.Equal(new CreateRunResult(CreateRunOutcome.KeyReused, null), reused);
    }

    [Theory, BothDatabases]
    public async Task Create_SameKeyOfAnotherOrganization_IsAnotherKey(DatabaseProvider provider)
    {
        await using var store = await StoreFixture.OpenAsync(provider);
        await store.AddOrganizationAsync("o_2");
        await store.Runs.CreateAsync(store.NewRun(), Key, default);

        Assert.Null(await store.Runs.FindRepeatAsync("o_2", Key, default));
        Assert.Equal(CreateRunOutcome.Created, (await store.Runs.CreateAsync(store.NewRun(organizationId: "o_2"), Key, default)).Outcome);
    }

    [Theory, BothDatabases]
    public async Task Create_KeyOlderThanADay_IsFreeAgain(DatabaseProvider provider)
    {
        await using var store = await StoreFixture.OpenAsync(provider);
        await store.Runs.CreateAsync(store.NewRun(), Key, default);
        store.Clock.Advance(TimeSpan.FromHours(24));
        Assert.Null(await store.Runs.FindRepeatAsync(StoreFixture.OrganizationId, Key, default));

        var second = await store.Runs.CreateAsync(store.NewRun(), Key with { BodyHash = "hash-b" }, default);

        Assert.Equal(CreateRunOutcome.Created, second.Outcome);
        Assert.Equal(CreateRunOutcome.KeyReused, (await store.Runs.CreateAsync(store.NewRun(), Key, default)).Outcome);
    }

    [Theory, BothDatabases]
    public async Task Create_ManyAtOnceWithOneKey_MakeOneRun(DatabaseProvider provider)
    {
        await using var store = await StoreFixture.OpenAsync(provider);

        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => store.Runs.CreateAsync(store.NewRun(), Key, default))));

        Assert.Single(results, result => result.Outcome == CreateRunOutcome.Created);
        Assert.Equal(7, results.Count(result => result.Outcome == CreateRunOutcome.Repeated));
        Assert.Single(results.Select(result => result.Run!.Id).Distinct());
        Assert.Equal(1, (await store.Reader.ListAsync(new RunFilter { OrganizationId = StoreFixture.OrganizationId }, default)).TotalCount);
        Assert.Single(await store.JobsAsync());
    }
}
