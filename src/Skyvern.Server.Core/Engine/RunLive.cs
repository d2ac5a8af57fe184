using Skyvern.Server.Core.Live;
using Skyvern.Server.Core.Recordings;
using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.Core.Engine;

/// <summary>Shows a run's browser to those who may watch it, the recording among them; a held browser keeps the control that goes with it.</summary>
internal sealed class RunLive(LiveBrowsers live, TaskRun run, RunControl control, RunRecording? recording, LiveOptions options, TimeProvider time)
{
    private ControlLease? _own;

    /// <summary>Shows it under the run's id until disposed.</summary>
    public IDisposable Show(ILiveBrowser browser, string? heldAs)
    {
        var lease = heldAs is not null && live.Find(run.OrganizationId, heldAs) is { } held ? held.Control : _own ??= options.NewControl(time);
        control.Follow(lease);
        recording?.Watch(browser);
        return live.Show(run.OrganizationId, run.Id, browser, lease);
    }
}
