namespace Skyvern.Server.Core.Nodes;

/// <summary>Keeps what the processes of one database tell of themselves.</summary>
public interface INodeStore
{
    /// <summary>Stores what a process tells of itself, in place of what it told before, and forgets those that were last seen before then.</summary>
    Task TellAsync(NodeRecord node, DateTimeOffset forgetBefore, CancellationToken cancellationToken);

    /// <summary>Forgets a process that ends.</summary>
    Task RemoveAsync(string nodeId, CancellationToken cancellationToken);

    /// <summary>All that are known, by name.</summary>
    Task<IReadOnlyList<NodeRecord>> ListAsync(CancellationToken cancellationToken);
}
