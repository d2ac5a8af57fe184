using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Core.Organizations;
using Skyvern.Server.Testing;

namespace Skyvern.Server.ServerTests.Sessions;

/// <summary>A server whose browser sessions need no browser; runs stay queued.</summary>
public sealed class SessionServer : IAsyncLifetime
{
    public FakeBrowserPool Pool { get; } = new();

    public ServerFactory Server { get; private set; } = null!;

    public async Task InitializeAsync() => Server = await ServerFactory.StartAsync(
        new Dictionary<string, string?> { ["Sessions:MaxOpen"] = "100" },
        works: false,
        services: services => services.Replace(ServiceDescriptor.Singleton<IBrowserPool>(Pool)));

    public async Task DisposeAsync() => await Server.DisposeAsync();

    /// <summary>A caller of a new organization.</summary>
    public async Task<Tenant> NewTenantAsync()
    {
        var (organization, key) = await Server.Services.GetRequiredService<OrganizationService>().CreateAsync("Tenant", CancellationToken.None);
        return new(organization.Id, key.Key.Id, key.Secret, Server.ConnectWith(key.Secret));
    }
}
