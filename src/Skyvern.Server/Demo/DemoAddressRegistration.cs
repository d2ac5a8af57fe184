using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Http;

namespace Skyvern.Server.Demo;

/// <summary>Allows runs to open the demo site, though it is on this machine: once the server is bound, its origins are known.</summary>
internal sealed class DemoAddressRegistration(IServiceProvider services, IServer server, ServerAddress address, DemoAddress demo) : IHostedLifecycleService
{
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        if (services.IsDemoEnabled())
        {
            var ports = (server.Features.Get<IServerAddressesFeature>()?.Addresses ?? []).Select(bound => BindingAddress.Parse(bound).Port).Distinct();
            string[] local = [.. ports.SelectMany(port => new[] { $"http://localhost:{port}", $"http://127.0.0.1:{port}" })];
            demo.Register(DemoSite.Path, local.Append(address.App).Append(address.Api).Select(origin => new Uri(origin)));
        }

        return Task.CompletedTask;
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
