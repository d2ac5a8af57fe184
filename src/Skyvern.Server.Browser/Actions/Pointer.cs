using System.Text.Json;
using Microsoft.Playwright;
using Skyvern.Server.Browser.Scripting;
using Skyvern.Server.Core.Actions;

namespace Skyvern.Server.Browser.Actions;

/// <summary>Clicks with real mouse events at a point that was found to reach the element.</summary>
internal static class Pointer
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(3);

    /// <summary>Clicks an element; when something covers it, Escape is pressed once and it is tried again.</summary>
    public static async Task<ElementReply> ClickAsync(ElementTarget target, ClickMode mode, CancellationToken cancellationToken)
    {
        var point = await AimAsync(target, cancellationToken);
        if (point.Code == "covered")
        {
            await target.Page.CallAsync(page => page.Keyboard.PressAsync("Escape"), Deadline, cancellationToken);
            var again = await AimAsync(target, cancellationToken);
            point = again.IsOk ? again : point;
        }

        if (!point.IsOk)
        {
            return point;
        }

        var options = new MouseClickOptions
        {
            Button = mode == ClickMode.Right ? MouseButton.Right : MouseButton.Left,
            ClickCount = mode == ClickMode.Double ? 2 : 1,
        };
        await target.Page.CallAsync(page => page.Mouse.ClickAsync((float)point.X, (float)point.Y, options), Deadline, cancellationToken);
        return point;
    }

    /// <summary>Moves the mouse to an element, without a click.</summary>
    public static async Task<ElementReply> PointAtAsync(ElementTarget target, CancellationToken cancellationToken)
    {
        var point = await AimAsync(target, cancellationToken);
        if (point.IsOk)
        {
            await target.Page.CallAsync(page => page.Mouse.MoveAsync((float)point.X, (float)point.Y), Deadline, cancellationToken);
        }

        return point;
    }

    /// <summary>Finds the point in the tab's viewport; for frames, each frame around it must show the point too.</summary>
    private static async Task<ElementReply> AimAsync(ElementTarget target, CancellationToken cancellationToken)
    {
        for (var frame = target.Frame; frame.Parent is { } parent; frame = parent)
        {
            var owner = await OwnerAsync(target, frame, cancellationToken);
            await SendAsync(target, parent, "DOM.scrollIntoViewIfNeeded", owner, cancellationToken);
        }

        var reply = await target.CallAsync("prepareClick", new { @ref = target.Number }, cancellationToken);
        for (var frame = target.Frame; reply.IsOk && frame.Parent is { } parent; frame = parent)
        {
            var owner = await OwnerAsync(target, frame, cancellationToken);
            var (left, top) = await OffsetAsync(target, parent, owner, cancellationToken);
            reply = reply with { X = reply.X + left, Y = reply.Y + top };
            var seen = await PageScripts.Of(target.Page).CallAsync<ElementReply>(parent, "seesFrame", new { x = reply.X, y = reply.Y }, Deadline, cancellationToken);
            reply = seen.IsOk ? reply : reply with { Code = seen.Code, Message = seen.Message };
        }

        return reply;
    }

    private static async Task<Dictionary<string, object>> OwnerAsync(ElementTarget target, PageFrame frame, CancellationToken cancellationToken)
    {
        await SendAsync(target, frame.Parent!, "DOM.enable", [], cancellationToken);
        var owner = await SendAsync(target, frame.Parent!, "DOM.getFrameOwner", new() { ["frameId"] = frame.Id }, cancellationToken);
        return new() { ["backendNodeId"] = owner.GetProperty("backendNodeId").GetInt64() };
    }

    /// <summary>
    /// Where a frame's content begins in its parent's viewport. The browser measures boxes from the outermost frame of the process,
    /// so the parent's own place there is taken off.
    /// </summary>
    private static async Task<(double Left, double Top)> OffsetAsync(
        ElementTarget target, PageFrame parent, Dictionary<string, object> owner, CancellationToken cancellationToken)
    {
        var (left, top) = await ContentAsync(target, parent, owner, cancellationToken);
        if (parent.Parent is not { } grandparent || grandparent.Session != parent.Session)
        {
            return (left, top);
        }

        var (parentLeft, parentTop) = await ContentAsync(target, grandparent, await OwnerAsync(target, parent, cancellationToken), cancellationToken);
        return (left - parentLeft, top - parentTop);
    }

    private static async Task<(double Left, double Top)> ContentAsync(
        ElementTarget target, PageFrame frame, Dictionary<string, object> node, CancellationToken cancellationToken)
    {
        var model = await SendAsync(target, frame, "DOM.getBoxModel", node, cancellationToken);
        var content = model.GetProperty("model").GetProperty("content");
        return (content[0].GetDouble(), content[1].GetDouble());
    }

    private static async Task<JsonElement> SendAsync(
        ElementTarget target, PageFrame frame, string method, Dictionary<string, object> parameters, CancellationToken cancellationToken) =>
        (await target.Page.CallAsync(_ => frame.Session.SendAsync(method, parameters), Deadline, cancellationToken)) ?? default;
}
