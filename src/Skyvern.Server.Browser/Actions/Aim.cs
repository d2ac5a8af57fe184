using System.Text.Json;
using Skyvern.Server.Browser.Scripting;

namespace Skyvern.Server.Browser.Actions;

/// <summary>Finds the point of the tab's viewport where the mouse reaches an element, through all frames around it.</summary>
internal static class Aim
{
    /// <summary>Asks the element's frame for the point; each frame around it must show that point too.</summary>
    /// <param name="target">The element.</param>
    /// <param name="function">The in-page function that brings it into view and names the point.</param>
    /// <param name="request">What the function takes.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<ElementReply> AtAsync(ElementTarget target, string function, object request, CancellationToken cancellationToken)
    {
        for (var frame = target.Frame; frame.Parent is { } parent; frame = parent)
        {
            var owner = await OwnerAsync(target, frame, cancellationToken);
            await SendAsync(target, parent, "DOM.scrollIntoViewIfNeeded", owner, cancellationToken);
        }

        var reply = await target.CallAsync(function, request, cancellationToken);
        for (var frame = target.Frame; reply.IsOk && frame.Parent is { } parent; frame = parent)
        {
            var owner = await OwnerAsync(target, frame, cancellationToken);
            var (left, top) = await OffsetAsync(target, parent, owner, cancellationToken);
            reply = reply with { X = reply.X + left, Y = reply.Y + top };
            var seen = await PageScripts.Of(target.Page).CallAsync<ElementReply>(parent, "seesFrame", new { x = reply.X, y = reply.Y }, ActionCall.Deadline, cancellationToken);
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
        (await target.Page.CallAsync(_ => frame.Session.SendAsync(method, parameters), ActionCall.Deadline, cancellationToken)) ?? default;
}
