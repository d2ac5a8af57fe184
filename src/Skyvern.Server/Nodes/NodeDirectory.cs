using Microsoft.Extensions.Options;
using Skyvern.Server.Core.Nodes;

namespace Skyvern.Server.Nodes;

/// <summary>Knows the processes that share this database.</summary>
internal sealed class NodeDirectory(INodeStore store, IOptions<ClusterOptions> options, TimeProvider time)
{
    /// <summary>Whether nothing was heard of it for so long that it counts as gone.</summary>
    public bool IsGone(NodeRecord node) => node.LastSeenAt < time.GetUtcNow() - options.Value.Patience;

    /// <summary>Those that are there.</summary>
    public async Task<IReadOnlyList<NodeRecord>> ListLiveAsync(CancellationToken cancellationToken) =>
        [.. (await store.ListAsync(cancellationToken)).Where(node => !IsGone(node))];
}
