using Skyvern.Server.Browser.Scripting;
using Skyvern.Server.Browser.Sessions;
using Skyvern.Server.Browser.Settling;
using Skyvern.Server.Core.Actions;

namespace Skyvern.Server.Browser.Actions;

/// <summary>Clicks a point of the picture. What is drawn rather than written changes no line, so the picture itself tells whether anything came of it.</summary>
internal sealed class ClickAtPerformer : ActionPerformer<ClickAtAction>
{
    /// <inheritdoc />
    protected override async Task<ActionResult> PerformAsync(SessionPage page, ClickAtAction action, CancellationToken cancellationToken)
    {
        var view = await PictureView.OfAsync(page, cancellationToken);
        if (action.X < 0 || action.Y < 0 || action.X >= view.PictureWidth || action.Y >= view.PictureHeight)
        {
            return new ActionResult(ActionCode.InvalidValue, $"The picture is {view.PictureWidth} x {view.PictureHeight}; {action.X}, {action.Y} is outside of it.");
        }

        var (x, y) = ((float)(action.X / view.Scale), (float)(action.Y / view.Scale));
        var frames = await PageScripts.Of(page).Frames.ReadAsync(cancellationToken);
        var hit = await new ElementTarget(page, frames[0], 0).CallAsync("identifyAt", new { x, y }, cancellationToken);

        // Where the mouse lies shows too; only what the click itself changes counts.
        await page.CallAsync(target => target.Mouse.MoveAsync(x, y), ActionCall.Deadline, cancellationToken);
        var before = await Screenshots.TakeAsync(page, cancellationToken);
        await page.CallAsync(target => target.Mouse.ClickAsync(x, y), ActionCall.Deadline, cancellationToken);
        var settled = await Settle.WaitAsync(page, SettleKind.Action, cancellationToken);
        var after = await Screenshots.TakeAsync(page, cancellationToken);
        var changed = settled.Changed || before is null || after is null || !before.AsSpan().SequenceEqual(after);
        return (changed ? hit : hit with { Code = "no_change" }).ToResult(changed ? "" : "The picture did not change.");
    }
}
