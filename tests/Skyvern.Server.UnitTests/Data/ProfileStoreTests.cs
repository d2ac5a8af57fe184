using Microsoft.Extensions.DependencyInjection;
using Skyvern.Server.Core.Profiles;
using Skyvern.Server.Data;

namespace Skyvern.Server.UnitTests.Data;

public sealed class ProfileStoreTests
{
    [Theory, BothDatabases]
    public async Task TryAdd_NameOfAnother_IsRefusedWithinTheOrganization(DatabaseProvider provider)
    {
        await using var store = await StoreFixture.OpenAsync(provider);
        await store.AddOrganizationAsync("o_2");
        var profiles = store.Services.GetRequiredService<IProfileStore>();

        Assert.True(await profiles.TryAddAsync(New(store, "bp_1", "Shop"), default));
        Assert.False(await profiles.TryAddAsync(New(store, "bp_2", "Shop"), default));
        Assert.True(await profiles.TryAddAsync(New(store, "bp_3", "Shop", "o_2"), default));
        Assert.Null(await profiles.FindAsync("o_2", "bp_1", default));
        Assert.Equal(["bp_1"], (await profiles.ListAsync(StoreFixture.OrganizationId, default)).Select(profile => profile.Id));
    }

    [Theory, BothDatabases]
    public async Task TryUpdate_NewNameAndState_AreStoredUnlessTheNameIsTaken(DatabaseProvider provider)
    {
        await using var store = await StoreFixture.OpenAsync(provider);
        var profiles = store.Services.GetRequiredService<IProfileStore>();
        await profiles.TryAddAsync(New(store, "bp_1", "Shop"), default);
        await profiles.TryAddAsync(New(store, "bp_2", "Bank"), default);
        var profile = (await profiles.FindAsync(StoreFixture.OrganizationId, "bp_1", default))!;

        (profile.Name, profile.ProtectedState) = ("Store", "newer");
        Assert.True(await profiles.TryUpdateAsync(profile, default));
        profile.Name = "Bank";
        Assert.False(await profiles.TryUpdateAsync(profile, default));

        var stored = (await profiles.FindAsync(StoreFixture.OrganizationId, "bp_1", default))!;
        Assert.Equal(("Store", "newer"), (stored.Name, stored.ProtectedState));
    }

    [Theory, BothDatabases]
    public async Task Delete_Profile_IsGoneAndOnlyForItsOrganization(DatabaseProvider provider)
    {
        await using var store = await StoreFixture.OpenAsync(provider);
        var profiles = store.Services.GetRequiredService<IProfileStore>();
        await profiles.TryAddAsync(New(store, "bp_1", "Shop"), default);

        Assert.False(await profiles.DeleteAsync("o_2", "bp_1", default));
        Assert.True(await profiles.DeleteAsync(StoreFixture.OrganizationId, "bp_1", default));
        Assert.Null(await profiles.FindAsync(StoreFixture.OrganizationId, "bp_1", default));
    }

    private static BrowserProfile New(StoreFixture store, string id, string name, string organizationId = StoreFixture.OrganizationId) => new()
    {
        Id = id,
        OrganizationId = organizationId,
        Name = name,
        ProtectedState = "encrypted",
        CreatedAt = store.Clock.GetUtcNow(),
        ModifiedAt = store.Clock.GetUtcNow(),
    };
}
