using System.Text.Json;
using Microsoft.Playwright;
using Skyvern.Server.Browser.Pool;

namespace Skyvern.Server.Browser.Sessions;

/// <summary>Makes new tabs ready to work in: attaches a CDP session while the page still answers, and listens for new documents.</summary>
internal sealed class TabAttachment(IRunningBrowser browser, ActivitySignals signals, TimeProvider time)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(8);

    private readonly RefCounters _refs = new();
    private readonly FrameKeys _frameKeys = new();

    /// <summary>Attaches to a tab.</summary>
    /// <param name="id">t1, t2 …</param>
    /// <param name="page">The page.</param>
    /// <param name="isCurrent">Whether actions go to it, asked whenever it has a new document.</param>
    /// <exception cref="TimeoutException">The page does not answer.</exception>
    public async Task<SessionPage> AttachAsync(string id, IPage page, Func<bool> isCurrent)
    {
        // Of a tab that closes meanwhile the driver gives none, and says nothing.
        var cdp = await browser.Context.NewCDPSessionAsync(page).WaitAsync(Deadline, time) ?? throw new PlaywrightException("The tab has been closed.");
        cdp.Event("Page.frameNavigated").OnEvent += (sender, news) =>
        {
            // Only new documents are announced so, changes of the address within one are not.
            if (news is { } told && !told.GetProperty("frame").TryGetProperty("parentId", out _) && isCurrent())
            {
                signals.Navigated();
            }
        };
        cdp.Event("Page.frameRequestedNavigation").OnEvent += (sender, news) => Expect(news);
        await cdp.SendAsync("Page.enable").WaitAsync(Deadline, time);
        var session = new SessionPage(id, page, cdp, _refs, _frameKeys, signals, () => browser.IsAlive, time);
        page.Response += (_, response) => session.Answered(response);
        return session;
    }

    /// <summary>A page says at once that it asks for a tab or a file; the tab or the file comes later.</summary>
    private void Expect(JsonElement? news)
    {
        switch (news?.GetProperty("disposition").GetString())
        {
            case "newTab" or "newWindow":
                signals.TabExpected();
                break;
            case "download":
                signals.DownloadExpected();
                break;
        }
    }
}
