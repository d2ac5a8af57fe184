using Skyvern.Server.Data.Startup;

namespace Skyvern.Server.Storage;

/// <summary>Brings the database to this version's form before any other part starts.</summary>
internal sealed class DatabaseStart(IServiceProvider services) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => services.MigrateDatabaseAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
