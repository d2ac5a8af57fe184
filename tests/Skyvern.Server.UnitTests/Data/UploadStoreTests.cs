using Microsoft.Extensions.DependencyInjection;
using Skyvern.Server.Core.Uploads;
using Skyvern.Server.Data;

namespace Skyvern.Server.UnitTests.Data;

public sealed class UploadStoreTests
{
    [Theory, BothDatabases]
    public async Task ListExpired_TimeIsUp_ShowsThoseAndNoOthers(DatabaseProvider provider)
    {
        await using var store = await StoreFixture.OpenAsync(provider);
        var uploads = store.Services.GetRequiredService<IUploadStore>();
        await uploads.AddAsync(New(store, "file_1", days: 1), default);
        await uploads.AddAsync(New(store, "file_2", days: 2), default);

        var now = store.Clock.GetUtcNow();
        Assert.Empty(await uploads.ListExpiredAsync(now, default));
        Assert.Equal(["file_1"], (await uploads.ListExpiredAsync(now.AddDays(1), default)).Select(file => file.Id));
    }

    [Theory, BothDatabases]
    public async Task Remove_File_IsGoneOnce(DatabaseProvider provider)
    {
        await using var store = await StoreFixture.OpenAsync(provider);
        var uploads = store.Services.GetRequiredService<IUploadStore>();
        await uploads.AddAsync(New(store, "file_1", days: 1), default);

        Assert.Equal(("cv.pdf", 7L), await uploads.FindAsync("file_1", default) is { } found ? (found.FileName, found.Size) : default);
        Assert.True(await uploads.RemoveAsync("file_1", default));
        Assert.False(await uploads.RemoveAsync("file_1", default));
        Assert.Null(await uploads.FindAsync("file_1", default));
    }

    private static UploadedFile New(StoreFixture store, string id, int days) => new()
    {
        Id = id,
        OrganizationId = StoreFixture.OrganizationId,
        FileName = "cv.pdf",
        StorageKey = $"o_1/uploads/{id}",
        Size = 7,
        Checksum = "ab",
        CreatedAt = store.Clock.GetUtcNow(),
        ExpiresAt = store.Clock.GetUtcNow().AddDays(days),
    };
}
