using Microsoft.Extensions.Options;
using Skyvern.Server.Browser;
using Skyvern.Server.Core.Nodes;
using Skyvern.Server.Data;
using Skyvern.Server.Jobs;

namespace Skyvern.Server.Nodes;

/// <summary>Adds what this process is among those that share a database.</summary>
internal static class NodeSetup
{
    /// <summary>A database in a file has one process at a time: what is of this node and not open here was left by an earlier one.</summary>
    private const string SqliteNode = "server";

    private const int LongestHost = 40;

    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(5);

    /// <summary>A worker that opens a session starts a browser and goes to a page.</summary>
    private static readonly TimeSpan OpenTimeout = TimeSpan.FromMinutes(3);

    /// <summary>Adds roles, name and heartbeat. They are read from the settings while parts are added, so this comes after all settings.</summary>
    public static ServerRoles AddNode(this WebApplicationBuilder builder)
    {
        var provider = builder.Configuration.GetSection(DatabaseOptions.SectionName).Get<DatabaseOptions>()?.Provider ?? default;
        var roles = ServerRoles.Read(builder.Configuration, provider);

        var services = builder.Services;
        services.AddOptions<ClusterOptions>().BindConfiguration(ClusterOptions.SectionName).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ClusterOptions>, ClusterOptionsValidator>();
        services.AddSingleton(roles);
        services.AddSingleton(new ServerNode(provider == DatabaseProvider.Sqlite ? SqliteNode : NewName()));
        services.AddSingleton<NodeAddress>();
        services.AddSingleton<StoragePlace>();
        services.AddSingleton<NodeDirectory>();
        services.AddSingleton<RunCancellation>();
        services.AddNodeRelay();
        services.AddHostedService<NodeHeartbeat>();
        if (!roles.WorksRuns)
        {
            services.PostConfigure<BrowserOptions>(browser => browser.PreLaunched = 0);
        }

        return roles;
    }

    private static void AddNodeRelay(this IServiceCollection services)
    {
        services.AddSingleton<NodeTokens>();
        services.AddSingleton<NodeRelay>();
        services.AddSingleton<SocketJoin>();
        services.AddHttpClient(NodeRelay.ClientName, client => client.Timeout = OpenTimeout)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseProxy = false,
                UseCookies = false,
                ConnectTimeout = ConnectTimeout,
            })
            .RemoveAllLoggers();
    }

    private static string NewName()
    {
        var host = Environment.MachineName;
        return $"{host[..Math.Min(host.Length, LongestHost)]}-{Guid.NewGuid().ToString("N")[..12]}";
    }
}
