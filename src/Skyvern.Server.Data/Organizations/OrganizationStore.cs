using Microsoft.EntityFrameworkCore;
using Skyvern.Server.Core.Organizations;

namespace Skyvern.Server.Data.Organizations;

/// <summary>Organizations and keys in the database.</summary>
internal sealed class OrganizationStore(IDbContextFactory<SkyvernDbContext> contexts, WriteTransactions transactions) : IOrganizationStore
{
    public Task AddAsync(Organization organization, CancellationToken cancellationToken) => StoreAsync(organization, cancellationToken);

    public async Task<Organization?> FindAsync(string organizationId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Organizations.AsNoTracking().FirstOrDefaultAsync(organization => organization.Id == organizationId, cancellationToken);
    }

    public async Task<IReadOnlyList<Organization>> ListAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Organizations.AsNoTracking()
            .OrderBy(organization => organization.CreatedAt).ThenBy(organization => organization.Id)
            .ToListAsync(cancellationToken);
    }

    public Task AddKeyAsync(ApiKey key, CancellationToken cancellationToken) => StoreAsync(key, cancellationToken);

    public async Task<ApiKey?> FindKeyByHashAsync(string hash, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.ApiKeys.AsNoTracking().FirstOrDefaultAsync(key => key.Hash == hash, cancellationToken);
    }

    public async Task<IReadOnlyList<ApiKey>> ListKeysAsync(string organizationId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.ApiKeys.AsNoTracking()
            .Where(key => key.OrganizationId == organizationId)
            .OrderBy(key => key.CreatedAt).ThenBy(key => key.Id)
            .ToListAsync(cancellationToken);
    }

    public Task NoteUseAsync(string keyId, DateTimeOffset now, CancellationToken cancellationToken) =>
        transactions.RunAsync(
            async transaction =>
            {
                await transaction.Db.ApiKeys.Where(key => key.Id == keyId).ExecuteUpdateAsync(key => key.SetProperty(k => k.LastUsedAt, now), cancellationToken);
                await transaction.CommitAsync(cancellationToken);
                return true;
            },
            cancellationToken);

    public Task<bool> RevokeKeyAsync(string keyId, DateTimeOffset now, CancellationToken cancellationToken) =>
        transactions.RunAsync(
            async transaction =>
            {
                var revoked = await transaction.Db.ApiKeys
                    .Where(key => key.Id == keyId && key.RevokedAt == null)
                    .ExecuteUpdateAsync(key => key.SetProperty(k => k.RevokedAt, now), cancellationToken);
                await transaction.CommitAsync(cancellationToken);
                return revoked > 0;
            },
            cancellationToken);

    public Task<KeyRevocation> RevokeSpareKeyAsync(string organizationId, string keyId, DateTimeOffset now, CancellationToken cancellationToken) =>
        transactions.RunAsync(
            async transaction =>
            {
                var valid = transaction.Db.ApiKeys.Where(key => key.OrganizationId == organizationId && key.RevokedAt == null);
                // An update that changes nothing, for its locks: two callers at once would each take the other's key for one that stays.
                var count = await valid.ExecuteUpdateAsync(key => key.SetProperty(k => k.Name, k => k.Name), cancellationToken);
                if (!await valid.AnyAsync(key => key.Id == keyId, cancellationToken))
                {
                    return KeyRevocation.NotFound;
                }

                if (count == 1)
                {
                    return KeyRevocation.LastKey;
                }

                await valid.Where(key => key.Id == keyId).ExecuteUpdateAsync(key => key.SetProperty(k => k.RevokedAt, now), cancellationToken);
                await transaction.CommitAsync(cancellationToken);
                return KeyRevocation.Revoked;
            },
            cancellationToken);

    private Task<int> StoreAsync(object row, CancellationToken cancellationToken) =>
        transactions.RunAsync(
            async transaction =>
            {
                transaction.Db.Add(row);
                var rows = await transaction.Db.SaveChangesAsync(cancellationToken);
                await transaction.CommitAsync(cancellationToken);
                return rows;
            },
            cancellationToken);
}
