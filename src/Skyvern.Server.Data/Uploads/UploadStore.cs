using Microsoft.EntityFrameworkCore;
using Skyvern.Server.Core.Uploads;

namespace Skyvern.Server.Data.Uploads;

/// <summary>Rows of uploaded files in the database.</summary>
internal sealed class UploadStore(IDbContextFactory<SkyvernDbContext> contexts, WriteTransactions transactions) : IUploadStore
{
    public Task AddAsync(UploadedFile file, CancellationToken cancellationToken) =>
        transactions.RunAsync(
            async transaction =>
            {
                transaction.Db.Add(file);
                await transaction.Db.SaveChangesAsync(cancellationToken);
                await transaction.CommitAsync(cancellationToken);
                return true;
            },
            cancellationToken);

    public async Task<UploadedFile?> FindAsync(string fileId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.UploadedFiles.AsNoTracking().FirstOrDefaultAsync(file => file.Id == fileId, cancellationToken);
    }

    public async Task<IReadOnlyList<UploadedFile>> ListExpiredAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.UploadedFiles.AsNoTracking().Where(file => file.ExpiresAt <= now).OrderBy(file => file.ExpiresAt).ToListAsync(cancellationToken);
    }

    public Task<bool> RemoveAsync(string fileId, CancellationToken cancellationToken) =>
        transactions.RunAsync(
            async transaction =>
            {
                var removed = await transaction.Db.UploadedFiles.Where(file => file.Id == fileId).ExecuteDeleteAsync(cancellationToken);
                await transaction.CommitAsync(cancellationToken);
                return removed > 0;
            },
            cancellationToken);
}
