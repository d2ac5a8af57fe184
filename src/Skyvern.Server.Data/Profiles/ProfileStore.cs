using Microsoft.EntityFrameworkCore;
using Skyvern.Server.Core.Profiles;

namespace Skyvern.Server.Data.Profiles;

/// <summary>Browser profiles in the database.</summary>
internal sealed class ProfileStore(IDbContextFactory<SkyvernDbContext> contexts, WriteTransactions transactions) : IProfileStore
{
    public Task<bool> TryAddAsync(BrowserProfile profile, CancellationToken cancellationToken) => TryStoreAsync(
        profile,
        async db =>
        {
            db.Add(profile);
            await db.SaveChangesAsync(cancellationToken);
        },
        cancellationToken);

    public async Task<BrowserProfile?> FindAsync(string organizationId, string profileId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Profiles.AsNoTracking()
            .FirstOrDefaultAsync(profile => profile.OrganizationId == organizationId && profile.Id == profileId, cancellationToken);
    }

    public async Task<IReadOnlyList<BrowserProfile>> ListAsync(string organizationId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Profiles.AsNoTracking()
            .Where(profile => profile.OrganizationId == organizationId)
            .OrderByDescending(profile => profile.CreatedAt).ThenByDescending(profile => profile.Id)
            .ToListAsync(cancellationToken);
    }

    public Task<bool> TryUpdateAsync(BrowserProfile profile, CancellationToken cancellationToken) => TryStoreAsync(
        profile,
        db => db.Profiles
            .Where(row => row.OrganizationId == profile.OrganizationId && row.Id == profile.Id)
            .ExecuteUpdateAsync(
                row => row
                    .SetProperty(p => p.Name, profile.Name)
                    .SetProperty(p => p.Description, profile.Description)
                    .SetProperty(p => p.ProtectedState, profile.ProtectedState)
                    .SetProperty(p => p.ModifiedAt, profile.ModifiedAt),
                cancellationToken),
        cancellationToken);

    public Task<bool> DeleteAsync(string organizationId, string profileId, CancellationToken cancellationToken) =>
        transactions.RunAsync(
            async transaction =>
            {
                var deleted = await transaction.Db.Profiles
                    .Where(profile => profile.OrganizationId == organizationId && profile.Id == profileId)
                    .ExecuteDeleteAsync(cancellationToken);
                await transaction.CommitAsync(cancellationToken);
                return deleted > 0;
            },
            cancellationToken);

    // The index refuses what two calls at the same moment both find free.
    private Task<bool> TryStoreAsync(BrowserProfile profile, Func<SkyvernDbContext, Task> store, CancellationToken cancellationToken) =>
        transactions.RunAsync(
            async transaction =>
            {
                if (await transaction.Db.Profiles.AnyAsync(
                    other => other.OrganizationId == profile.OrganizationId && other.Name == profile.Name && other.Id != profile.Id, cancellationToken))
                {
                    return false;
                }

                await store(transaction.Db);
                await transaction.CommitAsync(cancellationToken);
                return true;
            },
            cancellationToken);
}
