namespace Skyvern.Server.Core.Runs;

/// <summary>A worker's hold on a run.</summary>
/// <param name="Run">The run as it was when claimed.</param>
/// <param name="Attempt">The fence: a write with an older attempt changes nothing.</param>
/// <param name="FirstStepOrder">Order for the attempt's first step (earlier attempts keep theirs).</param>
public sealed record RunClaim(TaskRun Run, int Attempt, int FirstStepOrder)
{
    /// <summary>The run's id.</summary>
    public string RunId => Run.Id;
}
