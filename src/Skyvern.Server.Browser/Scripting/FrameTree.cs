using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Playwright;
using Skyvern.Server.Browser.Sessions;

namespace Skyvern.Server.Browser.Scripting;

/// <summary>
/// The frames of a tab. Playwright knows them all but not the browser's ids; the browser's tree has ids but only the frames of one
/// process. Both list children in order of creation, so they are walked side by side; a frame in a process of its own gets a session.
/// </summary>
internal sealed class FrameTree(SessionPage page)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(3);

    private readonly ConditionalWeakTable<IFrame, ICDPSession> _ownProcess = [];

    /// <summary>How long its inner frames are waited for.</summary>
    public FramePatience Patience { get; } = new();

    /// <summary>All frames, the main one first. One that does not answer is among them and holds up no other.</summary>
    public async Task<IReadOnlyList<PageFrame>> ReadAsync(CancellationToken cancellationToken)
    {
        var main = await TreeAsync(page.Cdp, Deadline, cancellationToken);
        return await ReadAsync(page.Page.MainFrame, main, page.Cdp, null, 0, cancellationToken);
    }

    private async Task<IReadOnlyList<PageFrame>> ReadAsync(
        IFrame frame, JsonElement node, ICDPSession session, PageFrame? parent, int index, CancellationToken cancellationToken)
    {
        var data = node.GetProperty("frame");
        var missing = data.TryGetProperty("unreachableUrl", out var unreachable) ? unreachable.GetString() : null;
        var read = new PageFrame(
            page.FrameKeys.For(frame),
            data.GetProperty("id").GetString()!,
            data.GetProperty("loaderId").GetString()!,
            missing ?? data.GetProperty("url").GetString() ?? "",
            session,
            parent,
            index,
            missing is not null && parent is not null ? FrameState.Failed : FrameState.Ready);

        var children = frame.ChildFrames;
        var local = node.TryGetProperty("childFrames", out var list) ? list.EnumerateArray().ToList() : [];
        var inner = new List<Task<IReadOnlyList<PageFrame>>>();
        foreach (var child in children)
        {
            // Numbered in order, whichever answers first.
            page.FrameKeys.For(child);
        }

        var next = 0;
        for (var i = 0; i < children.Count; i++)
        {
            if (children.Count != local.Count && await OwnSessionAsync(children[i], cancellationToken) is { } own)
            {
                inner.Add(ReadOwnProcessAsync(children[i], own, read, i, cancellationToken));
            }
            else if (next < local.Count)
            {
                inner.Add(ReadAsync(children[i], local[next++], session, read, i, cancellationToken));
            }
        }

        var all = await Task.WhenAll(inner);
        return [read, .. all.SelectMany(frames => frames)];
    }

    private async Task<IReadOnlyList<PageFrame>> ReadOwnProcessAsync(
        IFrame frame, ICDPSession session, PageFrame parent, int index, CancellationToken cancellationToken)
    {
        try
        {
            var tree = await Patience.AskAsync(page.FrameKeys.For(frame), deadline => TreeAsync(session, deadline, cancellationToken));
            return await ReadAsync(frame, tree, session, parent, index, cancellationToken);
        }
        catch (TimeoutException)
        {
            return [new PageFrame(page.FrameKeys.For(frame), "", "", frame.Url, session, parent, index, FrameState.Silent)];
        }
        catch (Exception e) when (e is PageLostException or PlaywrightException)
        {
            // The frame went back to its parent's process or away; it will be found anew with the next reading.
            _ownProcess.Remove(frame);
            return [];
        }
    }

    private async Task<ICDPSession?> OwnSessionAsync(IFrame frame, CancellationToken cancellationToken)
    {
        if (_ownProcess.TryGetValue(frame, out var known))
        {
            return known;
        }

        try
        {
            var session = await page.CallAsync(target => target.Context.NewCDPSessionAsync(frame), Deadline, cancellationToken);
            _ownProcess.AddOrUpdate(frame, session);
            return session;
        }
        catch (PlaywrightException)
        {
            // It has no process of its own: part of its parent's session.
            return null;
        }
    }

    private async Task<JsonElement> TreeAsync(ICDPSession session, TimeSpan deadline, CancellationToken cancellationToken)
    {
        var reply = await page.CallAsync(session, "Page.getFrameTree", null, deadline, cancellationToken);
        return reply.GetProperty("frameTree");
    }
}
