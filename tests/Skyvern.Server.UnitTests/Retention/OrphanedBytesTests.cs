using Microsoft.Extensions.DependencyInjection;
using Skyvern.Server.Core.Artifacts;
using Skyvern.Server.Core.Retention;
using Skyvern.Server.Core.Uploads;
using Skyvern.Server.Data;
using Skyvern.Server.Testing;
using Skyvern.Server.UnitTests.Data;

namespace Skyvern.Server.UnitTests.Retention;

public sealed class OrphanedBytesTests
{
    [Theory, BothDatabases]
    public async Task Sweep_BytesWithoutARow_AreRemovedAndNothingElse(DatabaseProvider provider)
    {
        await using var store = await StoreFixture.OpenAsync(provider);
        var bytes = new InMemoryArtifactStore();
        var known = new Artifact
        {
            Id = "a_known", OrganizationId = "o_1", RunId = null, Type = ArtifactTypes.Download,
            StorageKey = "o_1/pbs_1/a_known.pdf", Size = 1, Checksum = "00", CreatedAt = store.Clock.GetUtcNow(),
        };
        await using (var db = store.OpenContext())
        {
            db.Add(known);
            await db.SaveChangesAsync();
        }

        await store.Services.GetRequiredService<IUploadStore>().AddAsync(
            new UploadedFile
            {
                Id = "file_1", OrganizationId = "o_1", FileName = "cv.pdf", StorageKey = "o_1/uploads/file_1", Size = 1, Checksum = "00",
                CreatedAt = store.Clock.GetUtcNow(), ExpiresAt = store.Clock.GetUtcNow(),
            },
            default);
        string[] kept = ["o_1/pbs_1/a_known.pdf", "o_1/uploads/file_1", "o_1/notes.txt", "o_other/tsk_1/a_2.jpg"];
        foreach (var key in kept.Concat(["o_1/tsk_1/a_2.jpg", "o_1/uploads/file_2", "o_1/tsk_1/0f3c.part", "o_1/tsk_2/a_known.jpg"]))
        {
            await bytes.SaveAsync(key, new MemoryStream([1]), default);
        }

        var orphans = new OrphanedBytes(store.Services.GetRequiredService<IRetentionStore>(), store.Organizations, bytes, store.Clock);

        Assert.Equal(4, await orphans.SweepAsync(default));
        Assert.Equal(kept.Order(), bytes.Files.Keys.Order());
    }
}
