namespace Skyvern.Server.Core.Workflows;

/// <summary>Which block of its workflow a task is.</summary>
/// <param name="Label">The block's name.</param>
/// <param name="Type">A word of <see cref="BlockTypes"/>.</param>
/// <param name="ContinueOnFailure">Whether the workflow goes on if it fails.</param>
public sealed record BlockCall(string Label, string Type, bool ContinueOnFailure)
{
    /// <summary>The goal without what earlier blocks read from pages: only what the caller wrote can name sites and log-ins.</summary>
    public string? OwnGoal { get; init; }

    /// <summary>The start address, if no page had a part in it.</summary>
    public string? OwnUrl { get; init; }

    /// <summary>The same for whoever must not know the goal's secrets.</summary>
    public BlockCall WithoutGoal() => this with { OwnGoal = null, OwnUrl = null };
}
