using Microsoft.Extensions.Options;
using Skyvern.Server.Core;
using Skyvern.Server.Storage;
using Skyvern.Server.Testing;

namespace Skyvern.Server.ServerTests.Storage;

public sealed class FileArtifactStoreTests : ArtifactStoreTests, IDisposable
{
    private readonly TempFolder _folder = new();

    public FileArtifactStoreTests() => Use(new FileArtifactStore(Options.Create(new DataOptions { Path = _folder.Path })));

    private protected override int Count => Directory.GetFiles(_folder["artifacts"], "*", SearchOption.AllDirectories).Length;

    [Fact]
    public async Task Delete_LastFileOfARun_RemovesItsFolderAndANewOneIsMadeWhenNeeded()
    {
        var store = new FileArtifactStore(Options.Create(new DataOptions { Path = _folder.Path }));
        await store.SaveAsync("o_1/tsk_1/a_1.txt", new MemoryStream([1]), default);
        await store.SaveAsync("o_1/tsk_2/a_2.txt", new MemoryStream([1]), default);

        await store.DeleteAsync("o_1/tsk_1/a_1.txt", default);

        Assert.Equal([_folder["artifacts/o_1/tsk_2"]], Directory.GetDirectories(_folder["artifacts/o_1"]));
        await store.SaveAsync("o_1/tsk_1/a_1.txt", new MemoryStream([1]), default);
        Assert.Equal(2, Count);
    }

    [Fact]
    public async Task List_WhatABrokenWriteLeft_CanBeDeleted()
    {
        var store = new FileArtifactStore(Options.Create(new DataOptions { Path = _folder.Path }));
        var broken = new TornStream(_folder["artifacts/o_1"]);
        await Assert.ThrowsAsync<IOException>(() => store.SaveAsync("o_1/a_1.txt", broken, default));

        await File.WriteAllTextAsync(_folder[$"artifacts/o_1/{broken.Partial}"], "half");
        var left = await store.ListAsync("o_1", TimeProvider.System.GetUtcNow().AddDays(1), default).ToListAsync();
        Assert.EndsWith(".part", Assert.Single(left), StringComparison.Ordinal);
        await store.DeleteAsync(left[0], default);
        Assert.Empty(await store.ListAsync("o_1", TimeProvider.System.GetUtcNow().AddDays(1), default).ToListAsync());
    }

    /// <summary>Breaks off, and remembers under which name it was being written.</summary>
    private sealed class TornStream(string folder) : MemoryStream
    {
        public string Partial { get; private set; } = "";

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Partial = Path.GetFileName(Directory.GetFiles(folder).Single());
            throw new IOException("The line is cut.");
        }
    }

    public void Dispose() => _folder.Dispose();
}
