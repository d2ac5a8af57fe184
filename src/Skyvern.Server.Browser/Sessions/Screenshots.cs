using Microsoft.Playwright;
using Skyvern.Server.Core.Browsing;

namespace Skyvern.Server.Browser.Sessions;

/// <summary>Pictures of the viewport, taken by the browser itself rather than by Playwright, which first waits for fonts and animations.</summary>
internal static class Screenshots
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(3);

    private static readonly Dictionary<string, object> Settings = new() { ["format"] = "jpeg", ["quality"] = 60, ["optimizeForSpeed"] = true };

    /// <summary>The tab as JPEG; null when it cannot be pictured just now.</summary>
    /// <exception cref="BrowserLostException">The browser is gone.</exception>
    public static async Task<byte[]?> TakeAsync(SessionPage page, CancellationToken cancellationToken)
    {
        try
        {
            var reply = await page.CallAsync(_ => page.Cdp.SendAsync("Page.captureScreenshot", Settings), Deadline, cancellationToken);
            return reply?.GetProperty("data").GetBytesFromBase64();
        }
        catch (Exception e) when (e is TimeoutException or PlaywrightException or PageLostException)
        {
            return null;
        }
    }
}
