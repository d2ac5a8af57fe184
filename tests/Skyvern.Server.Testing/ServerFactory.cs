using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Skyvern.Client;
using Skyvern.Client.Contracts;
using Skyvern.Server.Core.Engine;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Core.Webhooks;
using Skyvern.Server.Data;
using Skyvern.Server.Http;

namespace Skyvern.Server.Testing;

/// <summary>The whole server in this process, on a free port, with a data folder and a database of its own.</summary>
public sealed class ServerFactory : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly WebApplication _app;
    private readonly Dictionary<string, string?> _database;

    private ServerFactory(WebApplication app, TempFolder folder, Dictionary<string, string?> database)
    {
        (_app, Folder, _database) = (app, folder, database);
        Address = new Uri(app.Services.GetRequiredService<ServerAddress>().Bound + "/");
        ApiKey = File.ReadAllText(folder["api-key"]).Trim();
        Client = new SkyvernClient(Address, ApiKey);
        Http = ConnectWith(ApiKey);
    }

    /// <summary>The data folder.</summary>
    public TempFolder Folder { get; }

    public Uri Address { get; }

    /// <summary>The key of the first organization.</summary>
    public string ApiKey { get; }

    public SkyvernClient Client { get; }

    /// <summary>Sends with the key.</summary>
    public HttpClient Http { get; }

    public IServiceProvider Services => _app.Services;

    /// <summary>Starts a server.</summary>
    /// <param name="settings">Settings that differ from the defaults, such as <c>Network:AllowedHosts</c>.</param>
    /// <param name="provider">The database.</param>
    /// <param name="works">Whether runs are worked off; otherwise they stay queued.</param>
    /// <param name="planner">Plans in place of rules and model.</param>
    /// <param name="services">Changes parts.</param>
    public static async Task<ServerFactory> StartAsync(
        IReadOnlyDictionary<string, string?>? settings = null,
        DatabaseProvider provider = DatabaseProvider.Sqlite,
        bool works = true,
        IStepPlannerFactory? planner = null,
        Action<IServiceCollection>? services = null)
    {
        var folder = new TempFolder();
        if (!OperatingSystem.IsWindows())
        {
            // For root the browser runs as another user, who must be able to reach its profile.
            File.SetUnixFileMode(folder.Path, File.GetUnixFileMode(folder.Path) | UnixFileMode.OtherExecute);
        }

        var database = await TestDatabases.CreateAsync(provider, folder);
        var app = SkyvernHost.Build([], builder =>
        {
            builder.Configuration.AddInMemoryCollection(database);
            builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["urls"] = "http://127.0.0.1:0",
                ["Logging:LogLevel:Default"] = "Warning",

                // A server that works nothing off needs no browser at the ready.
                ["Browser:PreLaunched"] = works ? "1" : "0",

                // Tests that end in the middle of a run need not see it end.
                ["Worker:DrainSeconds"] = "0",

                // Tests look more often than people do.
                ["Server:RequestsPerMinute"] = "0",

                // Only those who look at recordings make them.
                ["Recording:Enabled"] = "false",
            });
            builder.Configuration.AddInMemoryCollection(settings);
            if (!works)
            {
                var idle = new IdleQueues();
                builder.Services.Replace(ServiceDescriptor.Singleton<IRunQueue>(idle));
                builder.Services.Replace(ServiceDescriptor.Singleton<IWebhookQueue>(idle));
            }

            if (planner is not null)
            {
                builder.Services.Replace(ServiceDescriptor.Singleton(planner));
            }

            services?.Invoke(builder.Services);
        });
        try
        {
            await app.StartAsync();
            return new ServerFactory(app, folder, database);
        }
        catch
        {
            await app.DisposeAsync();
            await TestDatabases.DropAsync(database);
            folder.Dispose();
            throw;
        }
    }

    /// <summary>Sends with another key, or with none.</summary>
    public HttpClient ConnectWith(string? apiKey)
    {
        var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = Address };
        if (apiKey is not null)
        {
            http.DefaultRequestHeaders.Add("x-api-key", apiKey);
        }

        return http;
    }

    /// <summary>Waits until a run is as wanted.</summary>
    public async Task<TaskRunResponse> WaitForAsync(string runId, Func<TaskRunResponse, bool> wanted)
    {
        using var deadline = new CancellationTokenSource(Patience);
        while (true)
        {
            var run = await Client.GetRunAsync(runId, CancellationToken.None);
            if (wanted(run))
            {
                return run;
            }

            if (deadline.IsCancellationRequested)
            {
                throw new TimeoutException($"The run {runId} is {run.Status} ({run.FailureReason ?? "no reason"}), not what the test waits for.");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), CancellationToken.None);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        Http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        await TestDatabases.DropAsync(_database);
        Folder.Dispose();
    }
}
