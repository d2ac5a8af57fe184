namespace Skyvern.Server.Core.Workflows;

/// <summary>Which block of its workflow a task is.</summary>
/// <param name="Label">The block's name.</param>
/// <param name="Type">A word of <see cref="BlockTypes"/>.</param>
/// <param name="ContinueOnFailure">Whether the workflow goes on if it fails.</param>
public sealed record BlockCall(string Label, string Type, bool ContinueOnFailure);
