using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Skyvern.Server.Browser;
using Skyvern.Server.Browser.Pool;
using Skyvern.Server.Core;
using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Testing;

namespace Skyvern.Server.BrowserTests.Pool;

/// <summary>The browser pool as the server registers it, with a data folder of its own.</summary>
internal sealed class BrowserHost : IAsyncDisposable
{
    private readonly TempFolder _data = new();
    private readonly ServiceProvider _services;

    private BrowserHost(IAddressPolicy policy, IEnumerable<KeyValuePair<string, string?>> settings, string? dataPath)
    {
        DataPath = dataPath ?? _data.Path;
        if (!OperatingSystem.IsWindows())
        {
            // As root the browser runs as another user, who must be able to reach its profile.
            File.SetUnixFileMode(DataPath, File.GetUnixFileMode(DataPath) | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        }

        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder()
            .AddInMemoryCollection([new("Browser:PreLaunched", "0")])
            .AddInMemoryCollection(settings)
            .Build());
        services.Configure<DataOptions>(options => options.Path = DataPath);
        services.AddSingleton(policy);
        services.AddPlaywrightBrowser();
        _services = services.BuildServiceProvider();
    }

    public string DataPath { get; }

    public IBrowserPool Pool => _services.GetRequiredService<IBrowserPool>();

    public BrowserFolders Folders => _services.GetRequiredService<BrowserFolders>();

    /// <summary>Processes of browsers of this host.</summary>
    public IReadOnlyList<int> Processes => [.. BrowserProcesses.CarryingPath(DataPath + "/").Select(process => process.Id)];

    /// <summary>Files of browsers of this host.</summary>
    public IReadOnlyList<string> Leftovers => Directory.Exists(Path.Combine(DataPath, "browser")) ? Directory.GetFileSystemEntries(Path.Combine(DataPath, "browser")) : [];

    public static async Task<BrowserHost> StartAsync(IAddressPolicy? policy = null, string? dataPath = null, params KeyValuePair<string, string?>[] settings)
    {
        var host = new BrowserHost(policy ?? TestAddressPolicy.Everything, settings, dataPath);
        foreach (var service in host._services.GetServices<IHostedService>())
        {
            await service.StartAsync(CancellationToken.None);
        }

        return host;
    }

    public Task<IBrowserSession> OpenAsync(BrowserRequest? request = null) => Pool.OpenAsync(request ?? new BrowserRequest("tsk_test"), CancellationToken.None);

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _data.Dispose();
    }
}
