using Microsoft.EntityFrameworkCore;
using Npgsql;
using Skyvern.Server.Core.Nodes;

namespace Skyvern.Server.Data.Nodes;

/// <summary>The table of common secrets, on PostgreSQL. Its readers are parts of the framework that cannot wait asynchronously.</summary>
internal sealed class SharedKeys(IDbContextFactory<SkyvernDbContext> contexts, DatabaseConnection connection) : ISharedKeys
{
    private const string TakeLock = "SELECT pg_advisory_lock(7310482)";

    public bool AreShared => connection.Provider == DatabaseProvider.PostgreSql;

    public IReadOnlyList<string> List(string prefix)
    {
        using var db = contexts.CreateDbContext();
        return [.. db.SharedKeys.AsNoTracking().Where(key => EF.Functions.Like(key.Name, prefix + "%")).OrderBy(key => key.Name).Select(key => key.Value)];
    }

    public void Add(string name, string value)
    {
        using var db = contexts.CreateDbContext();
        db.Database.ExecuteSql($"INSERT INTO shared_keys (name, value) VALUES ({name}, {value}) ON CONFLICT (name) DO NOTHING");
    }

    public async Task<IAsyncDisposable> LockAsync(CancellationToken cancellationToken)
    {
        if (!AreShared)
        {
            return NoLock.Instance;
        }

        // A connection of its own, whose end gives the lock back.
        var builder = new NpgsqlConnectionStringBuilder(connection.ConnectionString) { Pooling = false };
        var held = new NpgsqlConnection(builder.ConnectionString);
        try
        {
            await held.OpenAsync(cancellationToken);
            await using var command = new NpgsqlCommand(TakeLock, held);
            await command.ExecuteNonQueryAsync(cancellationToken);
            return held;
        }
        catch
        {
            await held.DisposeAsync();
            throw;
        }
    }

    private sealed class NoLock : IAsyncDisposable
    {
        public static readonly NoLock Instance = new();

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
