using Microsoft.EntityFrameworkCore;
using Skyvern.Server.Core.Organizations;
using Skyvern.Server.Data;

namespace Skyvern.Server.UnitTests.Data;

public sealed class OrganizationStoreTests
{
    [Theory, BothDatabases]
    public async Task Add_Organization_IsFoundWithItsLimits(DatabaseProvider provider)
    {
        await using var store = await StoreFixture.OpenAsync(provider);
        store.Clock.Advance(TimeSpan.FromSeconds(1));
        await store.Organizations.AddAsync(
            new Organization { Id = "o_2", Name = "Two", MaxConcurrentRuns = 3, MaxStepsPerRun = 9, CreatedAt = store.Clock.GetUtcNow() }, default);

        var found = await store.Organizations.FindAsync("o_2", default);

        Assert.Equal(("Two", 3, 9, null), (found!.Name, found.MaxConcurrentRuns, found.MaxStepsPerRun, found.ProtectedWebhookSecret));
        Assert.Equal([StoreFixture.OrganizationId, "o_2"], (await store.Organizations.ListAsync(default)).Select(organization => organization.Id));
        Assert.Null(await store.Organizations.FindAsync("o_3", default));
    }

    [Theory, BothDatabases]
    public async Task RevokeKey_ValidKey_IsStillFoundByHashAndRevokedOnce(DatabaseProvider provider)
    {
        await using var store = await StoreFixture.OpenAsync(provider);
        await store.Organizations.AddKeyAsync(NewKey(store, "key_1", "aa"), default);
        await store.Organizations.AddKeyAsync(NewKey(store, "key_2", "bb"), default);
        var now = store.Clock.GetUtcNow().AddSeconds(5);

        Assert.True(await store.Organizations.RevokeKeyAsync("key_1", now, default));
        Assert.False(await store.Organizations.RevokeKeyAsync("key_1", now.AddSeconds(1), default));
        Assert.False(await store.Organizations.RevokeKeyAsync("key_unknown", now, default));

        Assert.Equal(now, (await store.Organizations.FindKeyByHashAsync("aa", default))!.RevokedAt);
        Assert.Null((await store.Organizations.FindKeyByHashAsync("bb", default))!.RevokedAt);
        Assert.Null(await store.Organizations.FindKeyByHashAsync("cc", default));
        Assert.Equal(["key_1", "key_2"], (await store.Organizations.ListKeysAsync(StoreFixture.OrganizationId, default)).Select(key => key.Id));
    }

    [Theory, BothDatabases]
    public async Task AddKey_HashOfAnotherKey_IsRefused(DatabaseProvider provider)
    {
        await using var store = await StoreFixture.OpenAsync(provider);
        await store.Organizations.AddKeyAsync(NewKey(store, "key_1", "aa"), default);

        await Assert.ThrowsAsync<DbUpdateException>(() => store.Organizations.AddKeyAsync(NewKey(store, "key_2", "aa"), default));
    }

    private static ApiKey NewKey(StoreFixture store, string id, string hash) => new()
    {
        Id = id,
        OrganizationId = StoreFixture.OrganizationId,
        Name = "for tests",
        Hash = hash,
        ProtectedKey = "secret",
        CreatedAt = store.Clock.GetUtcNow(),
    };
}
