using Microsoft.Extensions.Hosting;

namespace Skyvern.Server.Browser.Pool;

/// <summary>At start sweeps what a dead server left, then starts browsers ahead of need without holding the start up.</summary>
internal sealed class BrowserPoolService(BrowserFolders folders, PlaywrightBrowserPool pool) : IHostedService
{
    /// <inheritdoc />
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await folders.InstanceAsync(cancellationToken);
        pool.Refill();
    }

    /// <inheritdoc />
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
