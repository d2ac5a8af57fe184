using System.Collections.Concurrent;
using System.Data.Common;
using Npgsql;
using Skyvern.Server.Core;
using Skyvern.Server.Data;
using Skyvern.Server.Data.Nodes;
using Skyvern.Server.Testing;

namespace Skyvern.Server.ServerTests.Nodes;

public sealed class DatabaseNoticesTests
{
    [Fact]
    public async Task Say_InATransaction_IsHeardWithItsCommitUntilTheConnectionBreaks()
    {
        using var folder = new TempFolder();
        var database = await TestDatabases.CreateAsync(DatabaseProvider.PostgreSql, folder);
        var text = database["Database:ConnectionString"]!;
        var notices = new DatabaseNotices(DatabaseConnection.From(
            new DatabaseOptions { Provider = DatabaseProvider.PostgreSql, ConnectionString = text }, new DataOptions { Path = folder.Path }));
        var (heard, listens) = (new ConcurrentQueue<string>(), new TaskCompletionSource());
        using var stop = new CancellationTokenSource();
        var listening = notices.ListenAsync(listens.SetResult, heard.Enqueue, stop.Token);
        await listens.Task;

        await SayAsync(notices, text, "taken back", commits: false);
        await SayAsync(notices, text, "meant", commits: true);
        await Eventually.TrueAsync(() => !heard.IsEmpty);
        await ExecuteAsync(text, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%'");

        await Assert.ThrowsAnyAsync<DbException>(() => listening);
        Assert.Equal(["meant"], heard);
        await TestDatabases.DropAsync(database);
    }

    private static async Task SayAsync(DatabaseNotices notices, string connectionString, string text, bool commits)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await notices.SayAsync(text, transaction, CancellationToken.None);
        await (commits ? transaction.CommitAsync() : transaction.RollbackAsync());
    }

    private static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
