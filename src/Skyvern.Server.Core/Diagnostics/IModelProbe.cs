namespace Skyvern.Server.Core.Diagnostics;

/// <summary>Tells whether the configured language model answers.</summary>
public interface IModelProbe
{
    /// <summary>The model's name and the host that is asked; null when none is configured.</summary>
    string? Name { get; }

    /// <summary>What became of the last question of this process; null when none was asked yet.</summary>
    ModelAnswer? Last { get; }

    /// <summary>Asks it one short question, which costs a few tokens: null when it answered, else why not and what to do.</summary>
    Task<string?> FindProblemAsync(CancellationToken cancellationToken);
}

/// <summary>What became of a question to the model.</summary>
/// <param name="At">When it was known.</param>
/// <param name="Fault">The HTTP status of the refusal, 0 when nothing came back; null: it answered.</param>
public sealed record ModelAnswer(DateTimeOffset At, int? Fault);
