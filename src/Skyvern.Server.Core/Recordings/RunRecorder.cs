using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.Core.Recordings;

/// <summary>Records runs as the settings want it; blocks are in the recording of their workflow run.</summary>
internal sealed class RunRecorder(
    IVideoEncoder encoder, RecordingKeeper keeper, IOptions<RecordingOptions> options, TimeProvider time, ILogger<RunRecording> logger) : IRunRecorder
{
    /// <inheritdoc />
    public async Task<RunRecording?> BeginAsync(TaskRun run, Func<string, Task> tell)
    {
        if (!options.Value.Enabled || run.WorkflowRunId is not null)
        {
            return null;
        }

        if (encoder.FindProblem() is { } problem)
        {
            await tell($"The run is not recorded. {problem}");
            return null;
        }

        var track = new RecordingTrack(encoder, run, keeper.Folder, options.Value, time);
        return new RunRecording(run.Id, track, keeper, TimeSpan.FromSeconds(1) / options.Value.FramesPerSecond, tell, time, logger);
    }
}
