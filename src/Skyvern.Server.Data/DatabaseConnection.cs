using Microsoft.Data.Sqlite;
using Npgsql;
using Skyvern.Server.Core;

namespace Skyvern.Server.Data;

/// <summary>How to reach the database: for the job engine, which keeps its tables in the same one and joins its transactions.</summary>
/// <param name="Provider">The kind: transactions are Microsoft.Data.Sqlite's or Npgsql's.</param>
/// <param name="ConnectionString">Complete, with the file or the host and all defaults.</param>
public sealed record DatabaseConnection(DatabaseProvider Provider, string ConnectionString)
{
    /// <summary>Fills in what the settings leave open.</summary>
    public static DatabaseConnection From(DatabaseOptions database, DataOptions data) => database.Provider switch
    {
        DatabaseProvider.PostgreSql => new(database.Provider, PostgreSql(database.ConnectionString!)),
        _ => new(database.Provider, Sqlite(database.ConnectionString, data)),
    };

    /// <summary>Hides the connection string: it may hold a password.</summary>
    public override string ToString() => $"{nameof(DatabaseConnection)} {{ {Provider} }}";

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
