using Skyvern.Server.Core.Actions;
using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.Core.Engine;

/// <summary>Keeps a task to its type: a validation does nothing in the page, an action is one action.</summary>
internal sealed class TaskTypeGuard : IActionPreparer
{
    /// <inheritdoc />
    public Task<PreparedAction> PrepareAsync(RunState run, BrowserAction action, Observation page) =>
        Task.FromResult(new PreparedAction(action, action.IsActing() && Refusal(run) is { } reason ? new ActionResult(ActionCode.Blocked, reason) : null));

    private static string? Refusal(RunState run) => run.Run.Request.TaskType switch
    {
        TaskTypes.Validation => "This task only judges the page as it is: look, and end with done.",
        TaskTypes.Action when run.Acted => "This task is one action, and that was done: end with done.",
        _ => null,
    };
}
