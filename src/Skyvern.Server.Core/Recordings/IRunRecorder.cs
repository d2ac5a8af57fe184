using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.Core.Recordings;

/// <summary>Records runs.</summary>
public interface IRunRecorder
{
    /// <summary>Begins to record an attempt at a run; null: it is not recorded.</summary>
    /// <param name="run">The run.</param>
    /// <param name="tell">Tells those who look at the run what is wrong with its recording.</param>
    Task<RunRecording?> BeginAsync(TaskRun run, Func<string, Task> tell);
}

/// <summary>Records nothing: for hosts without an encoder.</summary>
internal sealed class NoRunRecorder : IRunRecorder
{
    /// <inheritdoc />
    public Task<RunRecording?> BeginAsync(TaskRun run, Func<string, Task> tell) => Task.FromResult<RunRecording?>(null);
}
