using Microsoft.EntityFrameworkCore;
using Skyvern.Server.Core.Credentials;

namespace Skyvern.Server.Data.Credentials;

/// <summary>Credentials in the database.</summary>
internal sealed class CredentialStore(IDbContextFactory<SkyvernDbContext> contexts, WriteTransactions transactions) : ICredentialStore
{
    public Task<bool> TryAddAsync(Credential credential, CancellationToken cancellationToken) =>
        transactions.RunAsync(
            async transaction =>
            {
                // The index refuses what two calls at the same moment both find free.
                if (await transaction.Db.Credentials.AnyAsync(
                    other => other.OrganizationId == credential.OrganizationId && other.Name == credential.Name, cancellationToken))
                {
                    return false;
                }

                transaction.Db.Add(credential);
                await transaction.Db.SaveChangesAsync(cancellationToken);
                await transaction.CommitAsync(cancellationToken);
                return true;
            },
            cancellationToken);

    public async Task<Credential?> FindAsync(string organizationId, string credentialId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Credentials.AsNoTracking()
            .FirstOrDefaultAsync(credential => credential.OrganizationId == organizationId && credential.Id == credentialId, cancellationToken);
    }

    public async Task<IReadOnlyList<Credential>> ListAsync(string organizationId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Credentials.AsNoTracking()
            .Where(credential => credential.OrganizationId == organizationId)
            .OrderBy(credential => credential.CreatedAt).ThenBy(credential => credential.Id)
            .ToListAsync(cancellationToken);
    }

    public Task<bool> DeleteAsync(string organizationId, string credentialId, CancellationToken cancellationToken) =>
        transactions.RunAsync(
            async transaction =>
            {
                var deleted = await transaction.Db.Credentials
                    .Where(credential => credential.OrganizationId == organizationId && credential.Id == credentialId)
                    .ExecuteDeleteAsync(cancellationToken);
                await transaction.CommitAsync(cancellationToken);
                return deleted > 0;
            },
            cancellationToken);
}
