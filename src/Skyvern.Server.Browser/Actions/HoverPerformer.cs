using Skyvern.Server.Browser.Sessions;
using Skyvern.Server.Browser.Settling;
using Skyvern.Server.Core.Actions;

namespace Skyvern.Server.Browser.Actions;

/// <summary>Moves the mouse over an element and says what showed up. The mouse stays there, so what opened stays open.</summary>
internal sealed class HoverPerformer : ActionPerformer<HoverAction>
{
    /// <inheritdoc />
    protected override async Task<ActionResult> PerformAsync(SessionPage page, HoverAction action, CancellationToken cancellationToken)
    {
        if (await ElementTarget.FindAsync(page, action.Ref, cancellationToken) is not { } target)
        {
            return ElementTarget.NotFound(action.Ref);
        }

        await Appearance.RememberAsync(target, cancellationToken);
        var hovered = await Pointer.HoverAsync(target, cancellationToken);
        if (!hovered.IsOk)
        {
            return hovered.ToResult();
        }

        await Settle.WaitAsync(page, SettleKind.Action, cancellationToken);
        var news = await Appearance.SinceAsync(target, cancellationToken);
        return hovered.ToResult(news.Count == 0 ? "Nothing new showed." : news.Words);
    }
}
