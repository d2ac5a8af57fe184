using Skyvern.Server.Core.Artifacts;

namespace Skyvern.Server.Core.Runs;

/// <summary>
/// What the worker that holds a run writes about it. Every method is one transaction and writes only while the run is running
/// with the claim's attempt; false means fenced: stop, close the browser, write nothing more.
/// </summary>
public interface IRunJournal
{
    /// <summary>Whether the claim still holds.</summary>
    Task<bool> IsHeldAsync(RunClaim claim, CancellationToken cancellationToken);

    /// <summary>Stores or updates a step, its actions and the events that go with them; keeps the run's step_count.</summary>
    Task<bool> SaveStepAsync(
        RunClaim claim, RunStep step, IReadOnlyList<RunAction> actions, IReadOnlyList<RunEvent> events, CancellationToken cancellationToken);

    /// <summary>Stores an artifact's row; its bytes are in the artifact store.</summary>
    Task<bool> AddArtifactAsync(RunClaim claim, Artifact artifact, CancellationToken cancellationToken);

    /// <summary>Appends an event.</summary>
    Task<bool> AddEventAsync(RunClaim claim, RunEvent runEvent, CancellationToken cancellationToken);

    /// <summary>Remembers, before it is done, that an action that cannot be taken back is about to happen.</summary>
    Task<bool> MarkIrreversibleAsync(RunClaim claim, CancellationToken cancellationToken);

    /// <summary>Keeps the data found so far as the run's output: that is what a cancel leaves.</summary>
    Task<bool> KeepOutputAsync(RunClaim claim, string outputJson, CancellationToken cancellationToken);

    /// <summary>Ends the run, marks its last step, closes open steps and makes the webhook delivery with its job.</summary>
    Task<bool> FinishAsync(RunClaim claim, RunResult result, CancellationToken cancellationToken);
}
