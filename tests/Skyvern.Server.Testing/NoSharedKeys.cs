using Skyvern.Server.Core.Nodes;

namespace Skyvern.Server.Testing;

/// <summary>Keys of a process that shares its database with no other.</summary>
public sealed class NoSharedKeys : ISharedKeys
{
    public bool AreShared => false;

    public IReadOnlyList<string> List(string prefix) => [];

    public void Add(string name, string value) => throw new NotSupportedException("There is no database for keys.");

    public Task<IAsyncDisposable> LockAsync(CancellationToken cancellationToken) => Task.FromResult<IAsyncDisposable>(new MemoryStream());
}
