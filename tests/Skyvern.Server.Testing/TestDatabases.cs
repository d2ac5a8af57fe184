using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Skyvern.Server.Core;
using Skyvern.Server.Core.Nodes;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Core.Webhooks;
using Skyvern.Server.Data;
using Skyvern.Server.Data.Startup;

namespace Skyvern.Server.Testing;

/// <summary>Makes fresh databases with all tables, by copying one that was migrated once in this process.</summary>
public static class TestDatabases
{
    private static readonly Lazy<Task<byte[]>> SqliteTemplate = new(MakeSqliteTemplateAsync);
    private static readonly Lazy<Task<string>> PostgreSqlTemplate = new(MakePostgreSqlTemplateAsync);

    /// <summary>Settings (<c>Database:…</c> and <c>Data:Path</c>) for a server with an empty database of its own; the folder is the data folder.</summary>
    public static async Task<Dictionary<string, string?>> CreateAsync(DatabaseProvider provider, TempFolder folder)
    {
        var settings = new Dictionary<string, string?> { ["Database:Provider"] = provider.ToString(), ["Data:Path"] = folder.Path };
        if (provider == DatabaseProvider.Sqlite)
        {
            await File.WriteAllBytesAsync(folder["skyvern.db"], await SqliteTemplate.Value);
            return settings;
        }

        var server = await PostgresServer.GetAsync();
        var name = NewName();
        await server.ExecuteAsync($"CREATE DATABASE {name} TEMPLATE {await PostgreSqlTemplate.Value}");
        settings["Database:ConnectionString"] = server.ConnectionStringOf(name);
        return settings;
    }

    /// <summary>Closes pooled connections and drops what <see cref="CreateAsync"/> made outside of the folder.</summary>
    public static async Task DropAsync(IReadOnlyDictionary<string, string?> settings)
    {
        var data = new DataOptions { Path = settings["Data:Path"]! };
        if (settings.GetValueOrDefault("Database:Provider") != nameof(DatabaseProvider.PostgreSql))
        {
            var connection = DatabaseConnection.From(new DatabaseOptions(), data);
            SqliteConnection.ClearPool(new SqliteConnection(connection.ConnectionString));
            return;
        }

        var options = new DatabaseOptions { Provider = DatabaseProvider.PostgreSql, ConnectionString = settings["Database:ConnectionString"] };
        NpgsqlConnection.ClearPool(new NpgsqlConnection(DatabaseConnection.From(options, data).ConnectionString));
        var name = new NpgsqlConnectionStringBuilder(options.ConnectionString).Database;
        await (await PostgresServer.GetAsync()).ExecuteAsync($"DROP DATABASE IF EXISTS {name} WITH (FORCE)");
    }

    /// <summary>The stores over a database as a process of this name has them, with queues that only record.</summary>
    public static ServiceProvider BuildServices(
        IEnumerable<KeyValuePair<string, string?>> settings, RecordingQueues queues, TimeProvider time, string node = "this-process") =>
        new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning))
            .AddSingleton(time)
            .AddSingleton(new ServerNode(node))
            .AddSingleton<IRunQueue>(queues)
            .AddSingleton<IWebhookQueue>(queues)
            .AddSkyvernData()
            .BuildServiceProvider();

    private static string NewName() => "t_" + Guid.NewGuid().ToString("N");

    private static async Task<byte[]> MakeSqliteTemplateAsync()
    {
        using var folder = new TempFolder();
        var settings = new Dictionary<string, string?> { ["Data:Path"] = folder.Path, ["Database:Provider"] = "Sqlite" };
        await MigrateAsync(settings);
        await DropAsync(settings);
        return await File.ReadAllBytesAsync(folder["skyvern.db"]);
    }

    private static async Task<string> MakePostgreSqlTemplateAsync()
    {
        using var folder = new TempFolder();
        var (server, name) = (await PostgresServer.GetAsync(), NewName());
        var settings = new Dictionary<string, string?>
        {
            ["Data:Path"] = folder.Path,
            ["Database:Provider"] = "PostgreSql",
            ["Database:ConnectionString"] = server.ConnectionStringOf(name) + ";Pooling=false",
        };
        await MigrateAsync(settings); // makes the database too
        return name;
    }

    private static async Task MigrateAsync(Dictionary<string, string?> settings)
    {
        await using var services = BuildServices(settings, new RecordingQueues(), TimeProvider.System);
        await services.MigrateDatabaseAsync(CancellationToken.None);
    }
}
