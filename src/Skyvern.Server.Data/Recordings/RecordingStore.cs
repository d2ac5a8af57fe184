using Microsoft.EntityFrameworkCore;
using Skyvern.Server.Core.Artifacts;
using Skyvern.Server.Core.Recordings;

namespace Skyvern.Server.Data.Recordings;

/// <summary>Rows of recordings in the database.</summary>
internal sealed class RecordingStore(WriteTransactions transactions) : IRecordingStore
{
    public Task<bool> AddAsync(Artifact recording, CancellationToken cancellationToken) =>
        transactions.RunAsync(
            async transaction =>
            {
                var db = transaction.Db;
                if (!await db.Runs.AnyAsync(run => run.Id == recording.RunId, cancellationToken))
                {
                    return false;
                }

                // A process may have died between writing the row and removing the files that it is made of.
                if (!await db.Artifacts.AnyAsync(artifact => artifact.Id == recording.Id, cancellationToken))
                {
                    db.Add(recording);
                    await db.SaveChangesAsync(cancellationToken);
                    await transaction.CommitAsync(cancellationToken);
                }

                return true;
            },
            cancellationToken);
}
