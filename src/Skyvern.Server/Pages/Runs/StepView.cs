namespace Skyvern.Server.Pages.Runs;

/// <summary>A step with all that was seen, said and done in it.</summary>
/// <param name="Facts">Its run.</param>
/// <param name="Step">The step.</param>
public sealed record StepView(RunFacts Facts, StepEntry Step)
{
    /// <summary>The step before it.</summary>
    public StepPlace? Previous { get; init; }

    /// <summary>The step after it.</summary>
    public StepPlace? Next { get; init; }

    /// <summary>What the planner was told of the page.</summary>
    public StepText? Page { get; init; }

    /// <summary>The whole prompt.</summary>
    public StepText? Prompt { get; init; }

    /// <summary>The model's reply as it came.</summary>
    public StepText? Reply { get; init; }

    /// <summary>The plan as it was understood.</summary>
    public StepText? Plan { get; init; }

    /// <summary>Prompts and replies besides the plan's own: the step was planned more than once, or a claim was checked.</summary>
    public IReadOnlyList<StepText> Others { get; init; } = [];

    /// <summary>All pictures, in the order in which they were taken, with what they show.</summary>
    public IReadOnlyList<(string ArtifactId, string Words)> Pictures { get; init; } = [];
}

/// <summary>A text that a step left.</summary>
/// <param name="ArtifactId">The artifact.</param>
/// <param name="Name">What it is.</param>
/// <param name="Text">The text, or its beginning.</param>
/// <param name="Size">All its bytes.</param>
/// <param name="IsWhole">Whether it is all there.</param>
public sealed record StepText(string ArtifactId, string Name, string Text, long Size, bool IsWhole);
