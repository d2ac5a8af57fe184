using System.Text;
using Skyvern.Server.Core.Artifacts;

namespace Skyvern.Server.ServerTests.Storage;

/// <summary>What every artifact store does, wherever it keeps the bytes.</summary>
public abstract class ArtifactStoreTests
{
    private IArtifactStore _store = null!;

    /// <summary>How many files or objects there are.</summary>
    private protected abstract int Count { get; }

    private protected void Use(IArtifactStore store) => _store = store;

    [Fact]
    public async Task Save_ThenOpen_GivesTheBytesWithSizeAndChecksum()
    {
        var stored = await SaveAsync("o_1/tsk_1/a_1.jpg", "abc");

        await using var read = await _store.OpenReadAsync("o_1/tsk_1/a_1.jpg", CancellationToken.None);
        Assert.Equal("abc", await new StreamReader(read!).ReadToEndAsync());
        Assert.True(read!.CanSeek);
        Assert.Equal((3, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"), (stored.Size, stored.Checksum));
    }

    [Fact]
    public async Task Save_SameKey_ReplacesAndLeavesNoParts()
    {
        await SaveAsync("o_1/a_1.txt", "old");
        await SaveAsync("o_1/a_1.txt", "new");

        await using var read = await _store.OpenReadAsync("o_1/a_1.txt", CancellationToken.None);
        Assert.Equal("new", await new StreamReader(read!).ReadToEndAsync());
        Assert.Equal(1, Count);
    }

    [Fact]
    public async Task Save_StreamThatBreaks_LeavesTheOldBytes()
    {
        await SaveAsync("o_1/a_1.txt", "old");

        await Assert.ThrowsAsync<IOException>(() => _store.SaveAsync("o_1/a_1.txt", new BrokenStream(), CancellationToken.None));

        await using var read = await _store.OpenReadAsync("o_1/a_1.txt", CancellationToken.None);
        Assert.Equal("old", await new StreamReader(read!).ReadToEndAsync());
        Assert.Equal(1, Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/etc/passwd")]
    [InlineData("../secret")]
    [InlineData("o_1/../../secret")]
    [InlineData("o_1/..")]
    [InlineData("o_1/.hidden")]
    [InlineData("o_1//a_1")]
    [InlineData("o_1/a_1/")]
    [InlineData("o_1\\..\\a_1")]
    [InlineData("C:/a_1")]
    [InlineData("o_1/a_1.jpg\n")]
    [InlineData("o_1/a_1\0.jpg")]
    [InlineData("o_1/a_1.jpg.exe")]
    public async Task AnyCall_KeyOfAnotherForm_IsRefused(string key)
    {
        await Assert.ThrowsAsync<ArgumentException>(() => SaveAsync(key, "x"));
        await Assert.ThrowsAsync<ArgumentException>(() => _store.OpenReadAsync(key, CancellationToken.None));
        await Assert.ThrowsAsync<ArgumentException>(() => _store.DeleteAsync(key, CancellationToken.None));
    }

    [Fact]
    public async Task Delete_AndOpen_OfWhatIsNotThere_DoNothing()
    {
        await SaveAsync("o_1/a_1.txt", "x");
        await _store.DeleteAsync("o_1/a_1.txt", CancellationToken.None);
        await _store.DeleteAsync("o_1/a_1.txt", CancellationToken.None);

        Assert.Null(await _store.OpenReadAsync("o_1/a_1.txt", CancellationToken.None));
    }

    [Fact]
    public async Task List_OneOrganization_NamesWhatIsOldEnough()
    {
        await SaveAsync("o_1/tsk_1/a_1.jpg", "x");
        await SaveAsync("o_1/uploads/file_1", "x");
        await SaveAsync("o_11/tsk_1/a_1.jpg", "x");
        var now = TimeProvider.System.GetUtcNow();

        Assert.Equal(["o_1/tsk_1/a_1.jpg", "o_1/uploads/file_1"], (await ListAsync("o_1", now.AddDays(1))).Order());
        Assert.Empty(await ListAsync("o_1", now.AddDays(-1)));
        Assert.Empty(await ListAsync("o_2", now.AddDays(1)));
        await Assert.ThrowsAsync<ArgumentException>(() => ListAsync("../o_1", now));
    }

    [Fact]
    public async Task List_ManyKeys_NamesEachOnce()
    {
        for (var i = 0; i < 25; i++)
        {
            await SaveAsync($"o_1/tsk_{i}/a_{i}.txt", "x");
        }

        Assert.Equal(25, (await ListAsync("o_1", TimeProvider.System.GetUtcNow().AddDays(1))).Distinct().Count());
    }

    private async Task<List<string>> ListAsync(string organizationId, DateTimeOffset writtenBefore) =>
        await _store.ListAsync(organizationId, writtenBefore, CancellationToken.None).ToListAsync();

    [Fact]
    public async Task Open_ThenSeek_ReadsFromThere()
    {
        await SaveAsync("o_1/a_1.mp4", "0123456789");

        await using var read = (await _store.OpenReadAsync("o_1/a_1.mp4", CancellationToken.None))!;
        var part = new byte[3];
        await read.ReadExactlyAsync(part);
        read.Seek(6, SeekOrigin.Begin);
        var rest = await new StreamReader(read).ReadToEndAsync();

        Assert.Equal(("012", "6789", 10), (Encoding.UTF8.GetString(part), rest, read.Length));
    }

    [Fact]
    public async Task Save_EmptyContent_IsAnEmptyFile()
    {
        Assert.Equal(0, (await SaveAsync("o_1/a_1.txt", "")).Size);

        await using var read = await _store.OpenReadAsync("o_1/a_1.txt", CancellationToken.None);
        Assert.Equal("", await new StreamReader(read!).ReadToEndAsync());
    }

    private async Task<StoredFile> SaveAsync(string key, string text) =>
        await _store.SaveAsync(key, new MemoryStream(Encoding.UTF8.GetBytes(text)), CancellationToken.None);

    private sealed class BrokenStream : MemoryStream
    {
        private bool _begun;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (_begun)
            {
                throw new IOException("The line is cut.");
            }

            _begun = true;
            buffer.Span[0] = 1;
            return ValueTask.FromResult(1);
        }
    }
}
