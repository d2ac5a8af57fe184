using System.Data.Common;
using Npgsql;

namespace Skyvern.Server.Data.Nodes;

/// <summary>
/// Short words between the processes of one PostgreSQL. They are worth speed and nothing else: one that is lost is made up for by whoever looks
/// at the database itself. On SQLite there is one process, and nothing is said.
/// </summary>
public sealed class DatabaseNotices(DatabaseConnection connection)
{
    private const string Channel = "skyvern";

    /// <summary>A connection that nobody answers on is noticed by this.</summary>
    private const int KeepAliveSeconds = 15;

    /// <summary>Whether there may be others to talk to.</summary>
    public bool AreHeard => connection.Provider == DatabaseProvider.PostgreSql;

    /// <summary>Says something in an open transaction: it is heard when that commits, and not at all when it does not.</summary>
    public async Task SayAsync(string text, DbTransaction transaction, CancellationToken cancellationToken)
    {
        if (!AreHeard)
        {
            return;
        }

        await using var command = transaction.Connection!.CreateCommand();
        (command.Transaction, command.CommandText) = (transaction, "SELECT pg_notify(@channel, @text)");
        command.Parameters.Add(new NpgsqlParameter<string>("channel", Channel));
        command.Parameters.Add(new NpgsqlParameter<string>("text", text));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Listens until the connection breaks or the token ends.</summary>
    /// <param name="onListening">Told once it listens: what was said before was not heard.</param>
    /// <param name="onWord">Told what was said, by this process too.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="DbException">The connection could not be made or broke.</exception>
    public async Task ListenAsync(Action onListening, Action<string> onWord, CancellationToken cancellationToken)
    {
        var builder = new NpgsqlConnectionStringBuilder(connection.ConnectionString) { Pooling = false, KeepAlive = KeepAliveSeconds };
        await using var listening = new NpgsqlConnection(builder.ConnectionString);
        listening.Notification += (_, notice) => onWord(notice.Payload);
        await listening.OpenAsync(cancellationToken);
        await using (var command = new NpgsqlCommand($"LISTEN {Channel}", listening))
        {
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        onListening();
        while (true)
        {
            await listening.WaitAsync(cancellationToken);
        }
    }
}
