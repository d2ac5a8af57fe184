using Microsoft.EntityFrameworkCore;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Core.Webhooks;

namespace Skyvern.Server.Data.Webhooks;

/// <summary>Deliveries in the database.</summary>
internal sealed class WebhookStore(IDbContextFactory<SkyvernDbContext> contexts, WriteTransactions transactions) : IWebhookStore
{
    public async Task<(WebhookDelivery Delivery, TaskRun Run)?> FindAsync(string deliveryId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var found = await (
            from delivery in db.Deliveries.AsNoTracking()
            join run in db.Runs.AsNoTracking() on delivery.RunId equals run.Id
            where delivery.Id == deliveryId
            select new { delivery, run }).FirstOrDefaultAsync(cancellationToken);
        return found is null ? null : (found.delivery, found.run);
    }

    public async Task<byte[]?> FindBodyAsync(string runId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Deliveries.Where(delivery => delivery.RunId == runId).Select(delivery => delivery.Body).FirstOrDefaultAsync(cancellationToken);
    }

    public Task<byte[]> FixBodyAsync(string deliveryId, byte[] body, CancellationToken cancellationToken) =>
        transactions.RunAsync(
            async transaction =>
            {
                var delivery = transaction.Db.Deliveries.Where(delivery => delivery.Id == deliveryId);
                var isFirst = await delivery
                    .Where(row => row.Body == null)
                    .ExecuteUpdateAsync(row => row.SetProperty(d => d.Body, body), cancellationToken) > 0;
                await transaction.CommitAsync(cancellationToken);
                return isFirst ? body : (await delivery.Select(row => row.Body).SingleAsync(cancellationToken))!;
            },
            cancellationToken);

    public Task RecordAttemptAsync(WebhookDelivery delivery, CancellationToken cancellationToken) =>
        transactions.RunAsync(
            async transaction =>
            {
                // Deliveries are made at least once: a late failure of a second sender does not undo what was delivered.
                var recorded = await transaction.Db.Deliveries
                    .Where(row => row.Id == delivery.Id)
                    .Where(row => row.Status != DeliveryStatus.Delivered || delivery.Status == DeliveryStatus.Delivered)
                    .ExecuteUpdateAsync(
                        row => row
                            .SetProperty(d => d.Status, delivery.Status)
                            .SetProperty(d => d.Attempts, delivery.Attempts)
                            .SetProperty(d => d.LastStatusCode, delivery.LastStatusCode)
                            .SetProperty(d => d.LastError, delivery.LastError)
                            .SetProperty(d => d.LastMilliseconds, delivery.LastMilliseconds)
                            .SetProperty(d => d.NextAttemptAt, delivery.NextAttemptAt)
                            .SetProperty(d => d.ModifiedAt, delivery.ModifiedAt),
                        cancellationToken) > 0;
                transaction.Db.Add(new WebhookAttempt
                {
                    RunId = delivery.RunId,
                    At = delivery.ModifiedAt,
                    StatusCode = delivery.LastStatusCode,
                    Error = delivery.LastError,
                    Milliseconds = delivery.LastMilliseconds,
                });
                await transaction.Db.SaveChangesAsync(cancellationToken);
                if (recorded)
                {
                    var error = delivery.Status == DeliveryStatus.Delivered ? null : delivery.LastError ?? "";
                    await StoreReasonAsync(transaction.Db, delivery.RunId, delivery.LastStatusCode, error, cancellationToken);
                }

                await transaction.CommitAsync(cancellationToken);
                return recorded;
            },
            cancellationToken);

    public Task RecordTrialAsync(WebhookAttempt attempt, CancellationToken cancellationToken) =>
        transactions.RunAsync(
            async transaction =>
            {
                transaction.Db.Add(attempt);
                await transaction.Db.SaveChangesAsync(cancellationToken);
                await StoreReasonAsync(transaction.Db, attempt.RunId, attempt.StatusCode, attempt.Error, cancellationToken);
                await transaction.CommitAsync(cancellationToken);
                return true;
            },
            cancellationToken);

    public async Task<(WebhookDelivery? Delivery, IReadOnlyList<WebhookAttempt> Attempts)> FindOfRunAsync(
        string organizationId, string runId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var delivery = await WithoutBodies(db.Deliveries.Where(delivery => delivery.RunId == runId && delivery.OrganizationId == organizationId))
            .FirstOrDefaultAsync(cancellationToken);
        var attempts = await (
            from attempt in db.WebhookAttempts.AsNoTracking()
            join run in db.Runs on attempt.RunId equals run.Id
            where run.Id == runId && run.OrganizationId == organizationId
            orderby attempt.Id
            select attempt).ToListAsync(cancellationToken);
        return (delivery, attempts);
    }

    public async Task<Page<SentDelivery>> ListAsync(DeliveryFilter filter, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var matches = db.Deliveries.Where(delivery => delivery.OrganizationId == filter.OrganizationId);
        matches = filter.Status is { } status ? matches.Where(delivery => delivery.Status == status) : matches;
        var total = await matches.CountAsync(cancellationToken);
        var skipped = (long)(filter.Page - 1) * filter.PageSize;
        if (skipped >= total)
        {
            return new Page<SentDelivery>([], total);
        }

        var deliveries = await WithoutBodies(matches
                .OrderByDescending(delivery => delivery.CreatedAt).ThenByDescending(delivery => delivery.Id)
                .Skip((int)skipped).Take(filter.PageSize))
            .ToListAsync(cancellationToken);
        var ids = deliveries.Select(delivery => delivery.RunId).ToList();
        var runs = await db.Runs.AsNoTracking().Where(run => ids.Contains(run.Id)).ToDictionaryAsync(run => run.Id, cancellationToken);
        var attempts = (await db.WebhookAttempts.AsNoTracking().Where(attempt => ids.Contains(attempt.RunId)).OrderBy(attempt => attempt.Id).ToListAsync(cancellationToken))
            .ToLookup(attempt => attempt.RunId);

        // Retention may take a run away between the look-ups.
        return new Page<SentDelivery>(
            [.. deliveries.Where(delivery => runs.ContainsKey(delivery.RunId)).Select(delivery => new SentDelivery(delivery, runs[delivery.RunId], [.. attempts[delivery.RunId]]))],
            total);
    }

    public async Task<IReadOnlyDictionary<DeliveryStatus, int>> CountAsync(string organizationId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Deliveries
            .Where(delivery => delivery.OrganizationId == organizationId)
            .GroupBy(delivery => delivery.Status)
            .ToDictionaryAsync(group => group.Key, group => group.Count(), cancellationToken);
    }

    public async Task<IReadOnlyList<string>> ListPendingAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Deliveries
            .Where(delivery => delivery.Status == DeliveryStatus.Pending)
            .OrderBy(delivery => delivery.CreatedAt).ThenBy(delivery => delivery.Id)
            .Select(delivery => delivery.Id)
            .ToListAsync(cancellationToken);
    }

    /// <summary>Bodies are large, and lists show none.</summary>
    private static IQueryable<WebhookDelivery> WithoutBodies(IQueryable<WebhookDelivery> deliveries) => deliveries.AsNoTracking().Select(delivery => new WebhookDelivery
    {
        Id = delivery.Id,
        RunId = delivery.RunId,
        OrganizationId = delivery.OrganizationId,
        Url = delivery.Url,
        Status = delivery.Status,
        Attempts = delivery.Attempts,
        LastStatusCode = delivery.LastStatusCode,
        LastError = delivery.LastError,
        LastMilliseconds = delivery.LastMilliseconds,
        NextAttemptAt = delivery.NextAttemptAt,
        CreatedAt = delivery.CreatedAt,
        ModifiedAt = delivery.ModifiedAt,
    });

    private static Task<int> StoreReasonAsync(SkyvernDbContext db, string runId, int? statusCode, string? error, CancellationToken cancellationToken)
    {
        var reason = FailureReason(statusCode, error);
        return db.Runs.Where(run => run.Id == runId).ExecuteUpdateAsync(run => run.SetProperty(r => r.WebhookFailureReason, reason), cancellationToken);
    }

    // "" after success, else status code and cause, the code once.
    private static string FailureReason(int? statusCode, string? error) => error switch
    {
        null => "",
        _ when statusCode is { } code && !error.StartsWith($"{code}", StringComparison.Ordinal) => $"{code} {error}".TrimEnd(),
        _ => error,
    };
}
