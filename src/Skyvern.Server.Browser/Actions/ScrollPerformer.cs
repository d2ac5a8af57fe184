using Skyvern.Server.Browser.Scripting;
using Skyvern.Server.Browser.Sessions;
using Skyvern.Server.Core.Actions;

namespace Skyvern.Server.Browser.Actions;

/// <summary>Scrolls the page or a container, and says whether it moved.</summary>
internal sealed class ScrollPerformer : ActionPerformer<ScrollAction>
{
    /// <inheritdoc />
    protected override async Task<ActionResult> PerformAsync(SessionPage page, ScrollAction action, CancellationToken cancellationToken)
    {
        if (action.Ref is { } reference)
        {
            return await ElementTarget.FindAsync(page, reference, cancellationToken) is { } target
                ? (await target.CallAsync("scroll", new { @ref = target.Number, to = action.To }, cancellationToken)).ToResult()
                : ElementTarget.NotFound(reference);
        }

        var frames = await PageScripts.Of(page).Frames.ReadAsync(cancellationToken);
        var main = new ElementTarget(page, frames[0], 0);
        return (await main.CallAsync("scroll", new { to = action.To }, cancellationToken)).ToResult();
    }
}
