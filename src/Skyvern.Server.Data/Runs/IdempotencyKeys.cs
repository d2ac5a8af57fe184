using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.Data.Runs;

/// <summary>Which run an Idempotency-Key stands for; a key is free again after a day.</summary>
internal static class IdempotencyKeys
{
    private static readonly TimeSpan Window = TimeSpan.FromHours(24);

    /// <summary>What the key stands for; null when it is free.</summary>
    public static async Task<CreateRunResult?> FindAsync(
        SkyvernDbContext db, string organizationId, IdempotencyKey key, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var since = now - Window;
        var found = await (
            from record in db.IdempotencyRecords.AsNoTracking()
            join run in db.Runs.AsNoTracking() on record.RunId equals run.Id
            where record.OrganizationId == organizationId && record.Key == key.Value && record.CreatedAt > since
            select new { record.BodyHash, Run = run }).FirstOrDefaultAsync(cancellationToken);
        return found switch
        {
            null => null,
            _ when found.BodyHash == key.BodyHash => new CreateRunResult(CreateRunOutcome.Repeated, found.Run),
            _ => new CreateRunResult(CreateRunOutcome.KeyReused, null),
        };
    }

    /// <summary>Adds the record that ties the key to a new run, to be saved with it; the earlier result when the key is taken.</summary>
    public static async Task<CreateRunResult?> TakeAsync(
        SkyvernDbContext db, TaskRun run, IdempotencyKey key, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await FindAsync(db, run.OrganizationId, key, now, cancellationToken) is { } earlier)
        {
            return earlier;
        }

        var expired = now - Window;
        await db.IdempotencyRecords
            .Where(record => record.OrganizationId == run.OrganizationId && record.Key == key.Value && record.CreatedAt <= expired)
            .ExecuteDeleteAsync(cancellationToken);
        db.Add(new IdempotencyRecord
        {
            OrganizationId = run.OrganizationId,
            Key = key.Value,
            BodyHash = key.BodyHash,
            RunId = run.Id,
            CreatedAt = now,
        });
        return null;
    }

    /// <summary>Whether another create took the key between the look-up and the insert, and has committed.</summary>
    public static bool WasTaken(DbUpdateException e) =>
        e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } or SqliteException { SqliteErrorCode: 19 };
}
