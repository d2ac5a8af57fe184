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

    /// <summary>All frames, the main one first.</summary>
    public async Task<IReadOnlyList<PageFrame>> ReadAsync(CancellationToken cancellationToken)
    {
        var frames = new List<PageFrame>();
        var main = await TreeAsync(page.Cdp, cancellationToken);
        await AddAsync(frames, page.Page.MainFrame, main, page.Cdp, null, 0, cancellationToken);
        return frames;
    }

    private async Task AddAsync(
        List<PageFrame> frames, IFrame frame, JsonElement node, ICDPSession session, PageFrame? parent, int index, CancellationToken cancellationToken)
    {
        var data = node.GetProperty("frame");
        var url = data.GetProperty("url").GetString() ?? "";
        var added = new PageFrame(
            page.FrameKeys.For(frame), data.GetProperty("id").GetString()!, data.GetProperty("loaderId").GetString()!, url, session, parent, index);
        frames.Add(added);

        var children = frame.ChildFrames;
        var local = node.TryGetProperty("childFrames", out var list) ? list.EnumerateArray().ToList() : [];
        var next = 0;
        for (var i = 0; i < children.Count; i++)
        {
            if (children.Count != local.Count && await OwnSessionAsync(children[i], cancellationToken) is { } own)
            {
                await AddOwnProcessAsync(frames, children[i], own, added, i, cancellationToken);
            }
            else if (next < local.Count)
            {
                await AddAsync(frames, children[i], local[next++], session, added, i, cancellationToken);
            }
        }
    }

    private async Task AddOwnProcessAsync(
        List<PageFrame> frames, IFrame frame, ICDPSession session, PageFrame parent, int index, CancellationToken cancellationToken)
    {
        try
        {
            await AddAsync(frames, frame, await TreeAsync(session, cancellationToken), session, parent, index, cancellationToken);
        }
        catch (Exception e) when (e is PageLostException or PlaywrightException or TimeoutException)
        {
            // The frame went back to its parent's process or away; it will be found anew with the next reading.
            _ownProcess.Remove(frame);
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

    private async Task<JsonElement> TreeAsync(ICDPSession session, CancellationToken cancellationToken)
    {
        var reply = await page.CallAsync(_ => session.SendAsync("Page.getFrameTree"), Deadline, cancellationToken);
        return reply!.Value.GetProperty("frameTree");
    }
}
