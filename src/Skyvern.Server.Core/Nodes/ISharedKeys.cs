namespace Skyvern.Server.Core.Nodes;

/// <summary>Secrets that all processes of one database have in common; each is written once and never changed.</summary>
public interface ISharedKeys
{
    /// <summary>Whether secrets are kept in the database. If not there is one process alone, and they are in its data folder.</summary>
    bool AreShared { get; }

    /// <summary>The values whose names begin so, by name.</summary>
    IReadOnlyList<string> List(string prefix);

    /// <summary>Adds a secret; nothing happens when there is one of this name.</summary>
    void Add(string name, string value);

    /// <summary>Keeps other processes of this database waiting until the result is disposed: what is made once is made by one of them.</summary>
    Task<IAsyncDisposable> LockAsync(CancellationToken cancellationToken);
}
