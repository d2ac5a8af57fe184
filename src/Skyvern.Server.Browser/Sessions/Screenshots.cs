using Microsoft.Playwright;
using Skyvern.Server.Core.Browsing;

namespace Skyvern.Server.Browser.Sessions;

/// <summary>Pictures of the viewport, taken by the browser itself rather than by Playwright, which first waits for fonts and animations.</summary>
internal static class Screenshots
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(3);

    /// <summary>The tab as JPEG, at most 1280 pixels wide; null when it cannot be pictured just now.</summary>
    /// <exception cref="BrowserLostException">The browser is gone.</exception>
    public static async Task<byte[]?> TakeAsync(SessionPage page, CancellationToken cancellationToken)
    {
        try
        {
            var settings = Settings(await PictureView.OfAsync(page, cancellationToken));
            var reply = await page.CallAsync(_ => page.Cdp.SendAsync("Page.captureScreenshot", settings), Deadline, cancellationToken);
            return reply?.GetProperty("data").GetBytesFromBase64();
        }
        catch (Exception e) when (e is TimeoutException or PlaywrightException or PageLostException)
        {
            return null;
        }
    }

    private static Dictionary<string, object> Settings(PictureView view)
    {
        var settings = new Dictionary<string, object> { ["format"] = "jpeg", ["quality"] = 60, ["optimizeForSpeed"] = true };
        if (view.Scale < 1)
        {
            settings["clip"] = new { x = view.Left, y = view.Top, width = view.Width, height = view.Height, scale = view.Scale };
        }

        return settings;
    }
}
