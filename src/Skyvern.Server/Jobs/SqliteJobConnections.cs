using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Skyvern.Server.Jobs;

/// <summary>Connections of the job engine to SQLite, set up like those of the stores.</summary>
internal sealed class SqliteJobConnections : DbProviderFactory
{
    // Without a time-out of its own, SQLite is asked for a busy file again only every 150 ms.
    private const string Pragmas = "PRAGMA busy_timeout=5000; PRAGMA synchronous=NORMAL;";

    public override DbConnection CreateConnection()
    {
        var connection = new SqliteConnection();
        connection.StateChange += SetUp;
        return connection;
    }

    public override DbCommand CreateCommand() => new SqliteCommand();

    public override DbParameter CreateParameter() => new SqliteParameter();

    private static void SetUp(object sender, StateChangeEventArgs change)
    {
        if (change.CurrentState == ConnectionState.Open)
        {
            using var command = ((SqliteConnection)sender).CreateCommand();
            command.CommandText = Pragmas;
            command.ExecuteNonQuery();
        }
    }
}
