using Microsoft.Playwright;
using Skyvern.Server.Core.Browsing;

namespace Skyvern.Server.Browser.Sessions;

/// <summary>Pictures of the viewport, taken by the browser itself rather than by Playwright, which first waits for fonts and animations.</summary>
internal static class Screenshots
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(5);

    /// <summary>A picture of more pixels costs more memory than it is worth.</summary>
    private const double Highest = 12_000;

    /// <summary>The tab as JPEG, at most 1280 pixels wide; null when it cannot be pictured just now.</summary>
    /// <exception cref="BrowserLostException">The browser is gone.</exception>
    public static Task<byte[]?> TakeAsync(SessionPage page, CancellationToken cancellationToken) => TakeAsync(page, furtherScreens: 0, cancellationToken);

    /// <summary>The same with as many further screens below as the document has, at most so many.</summary>
    /// <inheritdoc cref="TakeAsync(SessionPage, CancellationToken)"/>
    public static async Task<byte[]?> TakeAsync(SessionPage page, int furtherScreens, CancellationToken cancellationToken)
    {
        try
        {
            var view = await PictureView.OfAsync(page, cancellationToken);
            var settings = Settings(view, view.Scale, HeightOf(view, furtherScreens));
            var reply = await page.CallAsync(_ => page.Cdp.SendAsync("Page.captureScreenshot", settings), Deadline, cancellationToken);
            return reply?.GetProperty("data").GetBytesFromBase64();
        }
        catch (Exception e) when (e is TimeoutException or PlaywrightException or PageLostException)
        {
            return null;
        }
    }

    /// <summary>How Chromium is asked for a picture of the viewport.</summary>
    public static Dictionary<string, object> Settings(PictureView view, double scale) => Settings(view, scale, view.Height);

    private static double HeightOf(PictureView view, int furtherScreens) =>
        Math.Max(view.Height, Math.Min(view.Height * (furtherScreens + 1.0), Math.Min(view.Bottom - view.Top, Highest / view.Scale)));

    private static Dictionary<string, object> Settings(PictureView view, double scale, double height)
    {
        var settings = new Dictionary<string, object> { ["format"] = "jpeg", ["quality"] = 60, ["optimizeForSpeed"] = true };
        if (scale < 1 || height > view.Height)
        {
            settings["clip"] = new { x = view.Left, y = view.Top, width = view.Width, height, scale };
            settings["captureBeyondViewport"] = height > view.Height;
        }

        return settings;
    }
}
