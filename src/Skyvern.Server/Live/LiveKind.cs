namespace Skyvern.Server.Live;

/// <summary>What can be watched.</summary>
/// <param name="IdKey">The name of its id in frames.</param>
internal sealed record LiveKind(string IdKey)
{
    public static readonly LiveKind Task = new("task_id");
    public static readonly LiveKind Session = new("browser_session_id");
    public static readonly LiveKind WorkflowRun = new("workflow_run_id");
}
