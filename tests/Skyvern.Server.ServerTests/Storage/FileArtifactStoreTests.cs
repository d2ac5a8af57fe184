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

    public void Dispose() => _folder.Dispose();
}
