namespace Skyvern.Server.Data.Nodes;

/// <summary>A secret that all processes have in common.</summary>
internal sealed class SharedKey
{
    public required string Name { get; init; }

    public required string Value { get; init; }
}
