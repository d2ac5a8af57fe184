using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;
using Skyvern.Server.Core;
using Skyvern.Server.Data;
using Skyvern.Server.Data.Startup;
using Skyvern.Server.Testing;

namespace Skyvern.Server.UnitTests.Data;

public sealed class DatabaseConnectionTests
{
    private static readonly DataOptions Data = new() { Path = "/srv/skyvern" };

    [Fact]
    public void From_NothingSet_IsASqliteFileInTheDataFolder()
    {
        var connection = DatabaseConnection.From(new DatabaseOptions(), Data);

        Assert.Equal(DatabaseProvider.Sqlite, connection.Provider);
        Assert.Equal("/srv/skyvern/skyvern.db", new SqliteConnectionStringBuilder(connection.ConnectionString).DataSource);
    }

    [Fact]
    public void From_PostgreSql_EndsSessionsThatFreezeInATransactionAndKeepsTheRest()
    {
        var options = new DatabaseOptions { Provider = DatabaseProvider.PostgreSql, ConnectionString = "Host=db;Password=pw;Options=-c geqo=off" };

        var connection = DatabaseConnection.From(options, Data);

        var builder = new NpgsqlConnectionStringBuilder(connection.ConnectionString);
        Assert.Equal(("db", "pw"), (builder.Host, builder.Password));
        Assert.Equal("-c geqo=off -c idle_in_transaction_session_timeout=3000", builder.Options);
        Assert.DoesNotContain("pw", connection.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(DatabaseProvider.PostgreSql, "Host=db;Username=skyvern;Pasword=secret")]
    [InlineData(DatabaseProvider.PostgreSql, "postgres://skyvern:secret@db/skyvern")]
    [InlineData(DatabaseProvider.PostgreSql, "Host=db;Port=secret")]
    [InlineData(DatabaseProvider.Sqlite, "secret")]
    public void From_AConnectionStringThatIsNone_SaysSoWithoutShowingIt(DatabaseProvider provider, string connectionString)
    {
        var fault = Assert.Throws<DatabaseStartupException>(
            () => DatabaseConnection.From(new DatabaseOptions { Provider = provider, ConnectionString = connectionString }, Data));

        Assert.StartsWith($"Database:ConnectionString is not one for {provider}", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Options_PostgreSqlWithoutConnectionString_StopWithASentence()
    {
        var settings = new Dictionary<string, string?> { ["Database:Provider"] = "PostgreSql", ["Data:Path"] = "x" };
        await using var services = TestDatabases.BuildServices(settings, new RecordingQueues(), TimeProvider.System);

        var refusal = Assert.Throws<OptionsValidationException>(services.GetRequiredService<DatabaseConnection>);

        Assert.Contains("Database:ConnectionString is needed", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sqlite_EveryConnection_WritesAheadAndWaits()
    {
        await using var store = await StoreFixture.OpenAsync(DatabaseProvider.Sqlite);
        await using var db = store.OpenContext();

        Assert.Equal("wal", await PragmaAsync<string>("journal_mode"));
        Assert.Equal(1, await PragmaAsync<long>("synchronous"));
        Assert.Equal(5000, await PragmaAsync<long>("busy_timeout"));
        Assert.Equal(1, await PragmaAsync<long>("foreign_keys"));

        async Task<T> PragmaAsync<T>(string name)
        {
            await db.Database.OpenConnectionAsync();
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = "PRAGMA " + name;
            return (T)(await command.ExecuteScalarAsync())!;
        }
    }
}
