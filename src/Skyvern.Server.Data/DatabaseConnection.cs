using Microsoft.Data.Sqlite;
using Npgsql;
using Skyvern.Server.Core;
using Skyvern.Server.Data.Startup;

namespace Skyvern.Server.Data;

/// <summary>How to reach the database: for the job engine, which keeps its tables in the same one and joins its transactions.</summary>
/// <param name="Provider">The kind: transactions are Microsoft.Data.Sqlite's or Npgsql's.</param>
/// <param name="ConnectionString">Complete, with the file or the host and all defaults.</param>
public sealed record DatabaseConnection(DatabaseProvider Provider, string ConnectionString)
{
    /// <summary>Which one it is, for people: without a password.</summary>
    public string Place => Provider == DatabaseProvider.Sqlite
        ? $"SQLite in {new SqliteConnectionStringBuilder(ConnectionString).DataSource}"
        : PostgreSqlPlace(new NpgsqlConnectionStringBuilder(ConnectionString));

    /// <summary>Fills in what the settings leave open.</summary>
    /// <exception cref="DatabaseStartupException">The connection string is none.</exception>
    public static DatabaseConnection From(DatabaseOptions database, DataOptions data)
    {
        try
        {
            return database.Provider switch
            {
                DatabaseProvider.PostgreSql => new(database.Provider, PostgreSql(database.ConnectionString!)),
                _ => new(database.Provider, Sqlite(database.ConnectionString, data)),
            };
        }
        catch (Exception e) when (e is ArgumentException or FormatException or InvalidCastException)
        {
            // Not the exception's own words: they may hold what was taken for a name, such as half of a password.
            throw new DatabaseStartupException(
                $"Database:ConnectionString is not one for {database.Provider}: it takes names and values such as "
                + (database.Provider == DatabaseProvider.Sqlite ? "Data Source=/data/skyvern.db." : "Host=db;Database=skyvern;Username=skyvern;Password=...; a value with a semicolon goes in quotes."),
                e);
        }
    }

    /// <summary>Hides the connection string: it may hold a password.</summary>
    public override string ToString() => $"{nameof(DatabaseConnection)} {{ {Provider} }}";

    private static string PostgreSqlPlace(NpgsqlConnectionStringBuilder to) => $"PostgreSQL at {to.Host}:{to.Port}, database {to.Database}, user {to.Username}";

    private static string Sqlite(string? connectionString, DataOptions data)
    {
        var builder = new SqliteConnectionStringBuilder(connectionString) { ForeignKeys = true };
        if (string.IsNullOrEmpty(builder.DataSource))
        {
            builder.DataSource = data.Under("skyvern.db");
        }

        return builder.ConnectionString;
    }

    private static string PostgreSql(string connectionString)
    {
        // A process that freezes inside a transaction must not keep its row locks: the server ends the session after 3 s.
        const string Timeout = "-c idle_in_transaction_session_timeout=3000";

        var builder = new NpgsqlConnectionStringBuilder(connectionString);
        if (builder.Options?.Contains("idle_in_transaction_session_timeout", StringComparison.Ordinal) != true)
        {
            builder.Options = $"{builder.Options} {Timeout}".Trim();
        }

        builder.ApplicationName ??= "skyvern-server";
        return builder.ConnectionString;
    }
}
