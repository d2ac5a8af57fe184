using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Data;
using Skyvern.Server.Testing;

namespace Skyvern.Server.ServerTests.Fuzz;

/// <summary>A server to which anything may be sent: queues that nobody works off, no browsers and no names of hosts, so nothing leaves this process.</summary>
public sealed class BrowserlessServer : IAsyncLifetime
{
    public ServerFactory Server { get; private set; } = null!;

    public static Task<ServerFactory> StartAsync(DatabaseProvider provider) => ServerFactory.StartAsync(
        provider: provider,
        works: false,
        services: services => services
            .Replace(ServiceDescriptor.Singleton<IBrowserPool>(new FakeBrowserPool()))
            .Replace(ServiceDescriptor.Singleton<IHostLookup>(new NoHosts())));

    public async Task InitializeAsync() => Server = await StartAsync(DatabaseProvider.Sqlite);

    public async Task DisposeAsync() => await Server.DisposeAsync();

    private sealed class NoHosts : IHostLookup
    {
        public Task<IReadOnlyList<IPAddress>> FindAsync(string host, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<IPAddress>>([]);
    }
}
