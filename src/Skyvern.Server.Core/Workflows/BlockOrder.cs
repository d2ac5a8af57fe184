namespace Skyvern.Server.Core.Workflows;

/// <summary>In which order blocks run: as they are written, or as next_block_label leads, once one block names its next.</summary>
internal static class BlockOrder
{
    /// <summary>The blocks as they run. Where the labels lead nowhere or in a circle, the way ends there.</summary>
    public static IReadOnlyList<WorkflowBlock> Of(IReadOnlyList<WorkflowBlock> blocks)
    {
        if (blocks.All(block => block.NextLabel is null))
        {
            return blocks;
        }

        var byLabel = blocks.ToLookup(block => block.Label, StringComparer.Ordinal);
        var way = new List<WorkflowBlock>();
        for (var block = First(blocks); block is not null && !way.Contains(block); block = byLabel[block.NextLabel ?? ""].FirstOrDefault())
        {
            way.Add(block);
        }

        return way;
    }

    private static WorkflowBlock First(IReadOnlyList<WorkflowBlock> blocks)
    {
        var named = blocks.Select(block => block.NextLabel).ToHashSet(StringComparer.Ordinal);
        return blocks.FirstOrDefault(block => !named.Contains(block.Label)) ?? blocks[0];
    }
}
