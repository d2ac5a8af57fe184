using Skyvern.Server.Browser.Sessions;
using Skyvern.Server.Core.Actions;

namespace Skyvern.Server.Browser.Actions;

/// <summary>Clicks an element.</summary>
internal sealed class ClickPerformer : ActionPerformer<ClickAction>
{
    /// <inheritdoc />
    protected override async Task<ActionResult> PerformAsync(SessionPage page, ClickAction action, CancellationToken cancellationToken)
    {
        if (await ElementTarget.FindAsync(page, action.Ref, cancellationToken) is not { } target)
        {
            return ElementTarget.NotFound(action.Ref);
        }

        return (await Pointer.ClickAsync(target, action.Mode, cancellationToken)).ToResult();
    }
}
