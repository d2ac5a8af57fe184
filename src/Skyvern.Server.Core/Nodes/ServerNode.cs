namespace Skyvern.Server.Core.Nodes;

/// <summary>Names this process among those that share a database.</summary>
/// <param name="Id">Its name; no other process has it.</param>
public sealed record ServerNode(string Id);
