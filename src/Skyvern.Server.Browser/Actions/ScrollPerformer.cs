using Skyvern.Server.Browser.Scripting;
using Skyvern.Server.Browser.Sessions;
using Skyvern.Server.Browser.Settling;
using Skyvern.Server.Core.Actions;

namespace Skyvern.Server.Browser.Actions;

/// <summary>Scrolls the page or a container; says whether it moved and whether more was loaded by that.</summary>
internal sealed class ScrollPerformer : ActionPerformer<ScrollAction>
{
    /// <inheritdoc />
    protected override async Task<ActionResult> PerformAsync(SessionPage page, ScrollAction action, CancellationToken cancellationToken)
    {
        if (await TargetAsync(page, action, cancellationToken) is not { } target)
        {
            return ElementTarget.NotFound(action.Ref!);
        }

        await Appearance.RememberAsync(target, cancellationToken);
        int? reference = action.Ref is null ? null : target.Number;
        var scrolled = await target.CallAsync("scroll", new { @ref = reference, to = action.To }, cancellationToken);
        if (scrolled.Code is not ("ok" or "no_change"))
        {
            return scrolled.ToResult();
        }

        await Settle.WaitAsync(page, SettleKind.Action, cancellationToken);
        var more = await Appearance.SinceAsync(target, cancellationToken);
        return more.Count == 0
            ? scrolled.ToResult()
            : (scrolled with { Code = "ok" }).ToResult($"{scrolled.Message} {more.Count} new {(more.Count == 1 ? "line" : "lines")} came.");
    }

    private static async Task<ElementTarget?> TargetAsync(SessionPage page, ScrollAction action, CancellationToken cancellationToken) => action.Ref is { } reference
        ? await ElementTarget.FindAsync(page, reference, cancellationToken)
        : new ElementTarget(page, (await PageScripts.Of(page).Frames.ReadAsync(cancellationToken))[0], 0);
}
