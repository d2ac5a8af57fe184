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
    public async Task RevokeSpareKey_OfSeveralAtOnce_LeavesOne(DatabaseProvider provider)
    {
        await using var store = await StoreFixture.OpenAsync(provider);
        string[] ids = [.. Enumerable.Range(1, 6).Select(number => $"key_{number}")];
        foreach (var id in ids)
        {
            await store.Organizations.AddKeyAsync(NewKey(store, id, id), default);
        }

        var ends = await Task.WhenAll(ids.Select(id => Task.Run(() => RevokeSpareAsync(store, StoreFixture.OrganizationId, id))));

        Assert.Equal(5, ends.Count(end => end == KeyRevocation.Revoked));
        Assert.Equal(KeyRevocation.LastKey, Assert.Single(ends, end => end != KeyRevocation.Revoked));
        var left = Assert.Single(await store.Organizations.ListKeysAsync(StoreFixture.OrganizationId, default), key => key.RevokedAt is null);
        Assert.Equal(left.Id, ids[Array.IndexOf(ends, KeyRevocation.LastKey)]);
    }

    [Theory, BothDatabases]
    public async Task RevokeSpareKey_ForeignOrRevokedOrUnknown_IsNotFound(DatabaseProvider provider)
    {
        await using var store = await StoreFixture.OpenAsync(provider);
        await store.AddOrganizationAsync("o_2");
        foreach (var id in new[] { "key_1", "key_2", "key_3" })
        {
            await store.Organizations.AddKeyAsync(NewKey(store, id, id), default);
        }

        await store.Organizations.RevokeKeyAsync("key_1", store.Clock.GetUtcNow(), default);

        Assert.Equal(KeyRevocation.NotFound, await RevokeSpareAsync(store, StoreFixture.OrganizationId, "key_1"));
        Assert.Equal(KeyRevocation.NotFound, await RevokeSpareAsync(store, StoreFixture.OrganizationId, "key_9"));
        Assert.Equal(KeyRevocation.NotFound, await RevokeSpareAsync(store, "o_2", "key_2"));
    }

    [Theory, BothDatabases]
    public async Task AddKey_HashOfAnotherKey_IsRefused(DatabaseProvider provider)
    {
        await using var store = await StoreFixture.OpenAsync(provider);
        await store.Organizations.AddKeyAsync(NewKey(store, "key_1", "aa"), default);

        await Assert.ThrowsAsync<DbUpdateException>(() => store.Organizations.AddKeyAsync(NewKey(store, "key_2", "aa"), default));
    }

    private static Task<KeyRevocation> RevokeSpareAsync(StoreFixture store, string organizationId, string keyId) =>
        store.Organizations.RevokeSpareKeyAsync(organizationId, keyId, store.Clock.GetUtcNow(), default);

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
