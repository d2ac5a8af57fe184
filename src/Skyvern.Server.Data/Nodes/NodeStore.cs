using Microsoft.EntityFrameworkCore;
using Skyvern.Server.Core.Nodes;

namespace Skyvern.Server.Data.Nodes;

/// <summary>Processes in the database.</summary>
internal sealed class NodeStore(IDbContextFactory<SkyvernDbContext> contexts, WriteTransactions transactions) : INodeStore
{
    public Task TellAsync(NodeRecord node, DateTimeOffset forgetBefore, CancellationToken cancellationToken) =>
        transactions.RunAsync(
            async transaction =>
            {
                var db = transaction.Db;
                await db.Nodes.Where(row => row.LastSeenAt < forgetBefore).ExecuteDeleteAsync(cancellationToken);
                var told = await db.Nodes.Where(row => row.Id == node.Id).ExecuteUpdateAsync(
                    row => row
                        .SetProperty(n => n.Address, node.Address)
                        .SetProperty(n => n.Runs, node.Runs)
                        .SetProperty(n => n.Sessions, node.Sessions)
                        .SetProperty(n => n.LastSeenAt, node.LastSeenAt),
                    cancellationToken) > 0;
                if (!told)
                {
                    // Its first word, or one after it was silent for so long that it was forgotten.
                    db.Add(node);
                    await db.SaveChangesAsync(cancellationToken);
                }

                await transaction.CommitAsync(cancellationToken);
                return true;
            },
            cancellationToken);

    public Task RemoveAsync(string nodeId, CancellationToken cancellationToken) =>
        transactions.RunAsync(
            async transaction =>
            {
                await transaction.Db.Nodes.Where(row => row.Id == nodeId).ExecuteDeleteAsync(cancellationToken);
                await transaction.CommitAsync(cancellationToken);
                return true;
            },
            cancellationToken);

    public async Task<IReadOnlyList<NodeRecord>> ListAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Nodes.AsNoTracking().OrderBy(node => node.Id).ToListAsync(cancellationToken);
    }
}
