using Microsoft.Playwright;
using Skyvern.Server.Core.Actions;

namespace Skyvern.Server.Browser.Actions;

/// <summary>Moves the real mouse to a point that was found to reach the element, and clicks.</summary>
internal static class Pointer
{
    /// <summary>Clicks an element; when something covers it, Escape is pressed once and it is tried again.</summary>
    public static async Task<ElementReply> ClickAsync(ElementTarget target, ClickMode mode, CancellationToken cancellationToken)
    {
        var point = await AimAsync(target, cancellationToken);
        if (!point.IsOk)
        {
            return point;
        }

        var options = new MouseClickOptions
        {
            Button = mode == ClickMode.Right ? MouseButton.Right : MouseButton.Left,
            ClickCount = mode == ClickMode.Double ? 2 : 1,
        };
        await target.Page.CallAsync(page => page.Mouse.ClickAsync((float)point.X, (float)point.Y, options), ActionCall.Deadline, cancellationToken);
        return point;
    }

    /// <summary>Moves over an element without pressing, straight from where the mouse is: on the way it could leave the menu that is open.</summary>
    public static async Task<ElementReply> HoverAsync(ElementTarget target, CancellationToken cancellationToken)
    {
        var point = await AimAsync(target, cancellationToken);
        if (point.IsOk)
        {
            await target.Page.CallAsync(page => page.Mouse.MoveAsync((float)point.X - 1, (float)point.Y), ActionCall.Deadline, cancellationToken);
            await target.Page.CallAsync(page => page.Mouse.MoveAsync((float)point.X, (float)point.Y), ActionCall.Deadline, cancellationToken);
        }

        return point;
    }

    private static async Task<ElementReply> AimAsync(ElementTarget target, CancellationToken cancellationToken)
    {
        var point = await Aim.AtAsync(target, "prepareClick", new { @ref = target.Number }, cancellationToken);
        if (point.Code != "covered")
        {
            return point;
        }

        await target.Page.CallAsync(page => page.Keyboard.PressAsync("Escape"), ActionCall.Deadline, cancellationToken);
        var again = await Aim.AtAsync(target, "prepareClick", new { @ref = target.Number }, cancellationToken);
        return again.IsOk ? again : point;
    }
}
