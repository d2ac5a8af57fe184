using Microsoft.Extensions.DependencyInjection;
using Skyvern.Client;
using Skyvern.Server.Data;
using Skyvern.Server.Testing;

namespace Skyvern.Server.Benchmarks;

/// <summary>The whole server in this process, and a site that its browsers may open.</summary>
internal sealed class BenchServer : IAsyncDisposable
{
    private readonly ServerFactory _server;

    private BenchServer(ServerFactory server, FixtureSite site) => (_server, Site) = (server, site);

    public FixtureSite Site { get; }

    public SkyvernClient Client => _server.Client;

    public HttpClient Http => _server.Http;

    public IServiceProvider Services => _server.Services;

    /// <summary>A person who is logged in to the web pages.</summary>
    public Task<Person> LogInAsync() => Person.LogInAsync(_server);

    /// <summary>Where the server keeps its data; its browsers' profiles lie below.</summary>
    public string DataPath => _server.Folder.Path;

    /// <summary>Starts both.</summary>
    /// <param name="settings">Settings that differ from the defaults.</param>
    /// <param name="provider">The database.</param>
    /// <param name="services">Changes parts.</param>
    public static async Task<BenchServer> StartAsync(
        Dictionary<string, string?>? settings = null, DatabaseProvider provider = DatabaseProvider.Sqlite, Action<IServiceCollection>? services = null)
    {
        var site = await FixtureSite.StartAsync();
        try
        {
            settings = new Dictionary<string, string?>(settings ?? []) { ["Network:AllowedHosts"] = "127.0.0.1" };
            return new BenchServer(await ServerFactory.StartAsync(settings, provider, services: services), site);
        }
        catch
        {
            await site.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await Site.DisposeAsync();
    }
}
