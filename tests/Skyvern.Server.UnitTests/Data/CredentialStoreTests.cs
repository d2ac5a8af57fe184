using Microsoft.Extensions.DependencyInjection;
using Skyvern.Server.Core.Credentials;
using Skyvern.Server.Data;

namespace Skyvern.Server.UnitTests.Data;

public sealed class CredentialStoreTests
{
    [Theory, BothDatabases]
    public async Task TryAdd_Credential_IsFoundByItsOrganizationAlone(DatabaseProvider provider)
    {
        await using var store = await StoreFixture.OpenAsync(provider);
        await store.AddOrganizationAsync("o_2");
        var credentials = store.Services.GetRequiredService<ICredentialStore>();

        Assert.True(await credentials.TryAddAsync(New(store, "cred_1", "Shop"), default));

        var found = await credentials.FindAsync(StoreFixture.OrganizationId, "cred_1", default);
        Assert.Equal(("Shop", "ada", "encrypted", null), (found!.Name, found.Username, found.ProtectedPassword, found.ProtectedTotpSecret));
        Assert.Equal(["https://shop.example", "https://login.example"], found.Origins);
        Assert.Null(await credentials.FindAsync("o_2", "cred_1", default));
        Assert.Empty(await credentials.ListAsync("o_2", default));
    }

    [Theory, BothDatabases]
    public async Task TryAdd_NameOfAnother_IsRefusedWithinTheOrganization(DatabaseProvider provider)
    {
        await using var store = await StoreFixture.OpenAsync(provider);
        await store.AddOrganizationAsync("o_2");
        var credentials = store.Services.GetRequiredService<ICredentialStore>();
        await credentials.TryAddAsync(New(store, "cred_1", "Shop"), default);

        Assert.False(await credentials.TryAddAsync(New(store, "cred_2", "Shop"), default));
        Assert.True(await credentials.TryAddAsync(New(store, "cred_3", "Shop", "o_2"), default));
        Assert.Equal(["cred_1"], (await credentials.ListAsync(StoreFixture.OrganizationId, default)).Select(credential => credential.Id));
    }

    [Theory, BothDatabases]
    public async Task Delete_Credential_IsGoneAndOnlyForItsOrganization(DatabaseProvider provider)
    {
        await using var store = await StoreFixture.OpenAsync(provider);
        var credentials = store.Services.GetRequiredService<ICredentialStore>();
        await credentials.TryAddAsync(New(store, "cred_1", "Shop"), default);

        Assert.False(await credentials.DeleteAsync("o_2", "cred_1", default));
        Assert.True(await credentials.DeleteAsync(StoreFixture.OrganizationId, "cred_1", default));
        Assert.False(await credentials.DeleteAsync(StoreFixture.OrganizationId, "cred_1", default));
        Assert.Null(await credentials.FindAsync(StoreFixture.OrganizationId, "cred_1", default));
    }

    private static Credential New(StoreFixture store, string id, string name, string organizationId = StoreFixture.OrganizationId) => new()
    {
        Id = id,
        OrganizationId = organizationId,
        Name = name,
        Username = "ada",
        ProtectedPassword = "encrypted",
        Origins = ["https://shop.example", "https://login.example"],
        CreatedAt = store.Clock.GetUtcNow(),
        ModifiedAt = store.Clock.GetUtcNow(),
    };
}
