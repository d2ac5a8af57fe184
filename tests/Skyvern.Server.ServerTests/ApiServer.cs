using Microsoft.Extensions.DependencyInjection;
using Skyvern.Server.Core.Organizations;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Testing;

namespace Skyvern.Server.ServerTests;

/// <summary>One server for all tests of the API: runs stay queued, and each test has an organization of its own.</summary>
public sealed class ApiServer : IAsyncLifetime
{
    public ServerFactory Server { get; private set; } = null!;

    public IRunStore Runs => Server.Services.GetRequiredService<IRunStore>();

    public async Task InitializeAsync() => Server = await ServerFactory.StartAsync(works: false);

    public async Task DisposeAsync() => await Server.DisposeAsync();

    /// <summary>A caller of a new organization.</summary>
    public Task<Tenant> NewTenantAsync() => Tenant.NewAsync(Server);
}

/// <summary>An organization with a key and a connection that uses it.</summary>
public sealed record Tenant(string OrganizationId, string KeyId, string Key, HttpClient Http) : IDisposable
{
    public static async Task<Tenant> NewAsync(ServerFactory server)
    {
        var organizations = server.Services.GetRequiredService<OrganizationService>();
        var (organization, key) = await organizations.CreateAsync("Tenant", CancellationToken.None);
        return new(organization.Id, key.Key.Id, key.Secret, server.ConnectWith(key.Secret));
    }

    public async Task<string> StartRunAsync(string body = """{"prompt": "Wait"}""")
    {
        using var answer = await Http.PostAsync("/v1/run/tasks", Json.Body(body));
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return (await Json.ReadAsync(answer)).GetProperty("run_id").GetString()!;
    }

    public void Dispose() => Http.Dispose();
}

[CollectionDefinition(Name)]
public sealed class ApiTests : ICollectionFixture<ApiServer>
{
    public const string Name = "API";
}
