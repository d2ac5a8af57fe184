using Skyvern.Server.Core.Actions;
using Skyvern.Server.Core.Browsing;

namespace Skyvern.Server.Core.Engine;

/// <summary>
/// Lets a click at a point through only while the picture that the point was read from still shows the page: a point says nothing about
/// what it hits, and a page that has moved on would take it for something else.
/// </summary>
internal sealed class ClickAtPreparer : IActionPreparer
{
    /// <inheritdoc />
    public Task<PreparedAction> PrepareAsync(RunState run, BrowserAction action, Observation page) =>
        Task.FromResult(new PreparedAction(action, action is ClickAtAction ? Refuse(run.Pictured, page) : null));

    private static ActionResult? Refuse(Observation? pictured, Observation page) =>
        pictured is null
            ? new ActionResult(ActionCode.Blocked, "click_at works only right after look: ask for a picture first, or click by ref.")
        : pictured.Url != page.Url || pictured.View != page.View || pictured.Fingerprint != page.Fingerprint
            ? new ActionResult(ActionCode.Blocked, "The page is no longer as the picture shows it; look again.")
        : null;
}
