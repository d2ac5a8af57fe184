namespace Skyvern.Server.Core.Diagnostics;

/// <summary>Tells whether the configured language model answers.</summary>
public interface IModelProbe
{
    /// <summary>The model's name and the host that is asked; null when none is configured.</summary>
    string? Name { get; }

    /// <summary>Asks it one short question, which costs a few tokens: null when it answered, else why not and what to do.</summary>
    Task<string?> FindProblemAsync(CancellationToken cancellationToken);
}
