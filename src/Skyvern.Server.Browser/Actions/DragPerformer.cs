using Skyvern.Server.Browser.Sessions;
using Skyvern.Server.Browser.Settling;
using Skyvern.Server.Core.Actions;

namespace Skyvern.Server.Browser.Actions;

/// <summary>
/// Drags with the real mouse, in steps: libraries that watch the mouse and pages that use the browser's own drag and drop both see what a
/// person would do. Whether it took is told by what the page looks like afterwards.
/// </summary>
internal sealed class DragPerformer : ActionPerformer<DragAction>
{
    /// <summary>Fewer do not reach every dragover handler.</summary>
    private const int Steps = 8;

    /// <summary>How far libraries want the mouse moved before they take it for a drag.</summary>
    private const float FirstMove = 6;


    /// <inheritdoc />
    protected override async Task<ActionResult> PerformAsync(SessionPage page, DragAction action, CancellationToken cancellationToken)
    {
        if (await ElementTarget.FindAsync(page, action.Ref, cancellationToken) is not { } source)
        {
            return ElementTarget.NotFound(action.Ref);
        }

        if (await ElementTarget.FindAsync(page, action.ToRef, cancellationToken) is not { } target)
        {
            return ElementTarget.NotFound(action.ToRef);
        }

        // The place first: the element itself is to be in view when the mouse goes down.
        var drop = await DropPointAsync(source, target, cancellationToken);
        var hold = drop.IsOk ? await Aim.AtAsync(source, "prepareDrag", new { @ref = source.Number }, cancellationToken) : drop;
        if (!hold.IsOk)
        {
            return hold.ToResult();
        }

        var before = await StateAsync(source, target, cancellationToken);
        await Appearance.RememberAsync(target, cancellationToken);
        var problem = await DragAsync(page, hold, () => DropPointAsync(source, target, cancellationToken), cancellationToken);
        await Settle.WaitAsync(page, SettleKind.Action, cancellationToken);
        if (problem is not null)
        {
            return (problem with { Target = hold.Target, XPath = hold.XPath }).ToResult();
        }

        var news = await Appearance.SinceAsync(target, cancellationToken);
        var moved = await StateAsync(source, target, cancellationToken) != before;
        var held = await source.CallAsync("readValue", new { @ref = source.Number }, cancellationToken);
        return (moved || news.Count > 0 ? hold : hold with { Code = "no_change" }).ToResult(Describe(moved, held.IsOk ? held.Value : null, news));
    }

    private static string Describe(bool moved, string? value, Appearance news) =>
        !moved && news.Count == 0 ? "Nothing moved."
        : value is { Length: > 0 } ? $"It holds \"{value}\"."
        : news.Count > 0 ? news.Words
        : "";

    private static Task<ElementReply> DropPointAsync(ElementTarget source, ElementTarget target, CancellationToken cancellationToken)
    {
        int? from = source.Frame.Key == target.Frame.Key ? source.Number : null;
        return Aim.AtAsync(target, "prepareDrop", new { @ref = target.Number, from }, cancellationToken);
    }

    /// <summary>Where both are and what they hold.</summary>
    private static async Task<string> StateAsync(ElementTarget source, ElementTarget target, CancellationToken cancellationToken)
    {
        var dragged = await source.CallAsync("dragState", new { @ref = source.Number }, cancellationToken);
        var place = await target.CallAsync("dragState", new { @ref = target.Number }, cancellationToken);
        return $"{dragged.Value}\n{place.Value}";
    }

    /// <summary>The mouse is let go in any case: a pressed one would spoil every later action.</summary>
    private static async Task<ElementReply?> DragAsync(
        SessionPage page, ElementReply hold, Func<Task<ElementReply>> dropPoint, CancellationToken cancellationToken)
    {
        var (x, y) = ((float)hold.X, (float)hold.Y);
        await page.CallAsync(target => target.Mouse.MoveAsync(x, y), ActionCall.Deadline, cancellationToken);
        await page.CallAsync(target => target.Mouse.DownAsync(), ActionCall.Deadline, cancellationToken);
        try
        {
            await page.CallAsync(target => target.Mouse.MoveAsync(x + FirstMove, y + FirstMove, new() { Steps = 2 }), ActionCall.Deadline, cancellationToken);

            // Lists make room, and places far away come into view, only now.
            var drop = await dropPoint();
            if (!drop.IsOk)
            {
                return drop;
            }

            await page.CallAsync(target => target.Mouse.MoveAsync((float)drop.X, (float)drop.Y, new() { Steps = Steps }), ActionCall.Deadline, cancellationToken);
            await page.CallAsync(target => target.Mouse.MoveAsync((float)drop.X + 1, (float)drop.Y), ActionCall.Deadline, cancellationToken);
            return null;
        }
        finally
        {
            await page.CallAsync(target => target.Mouse.UpAsync(), ActionCall.Deadline, CancellationToken.None);
        }
    }
}
