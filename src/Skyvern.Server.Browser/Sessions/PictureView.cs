using System.Text.Json;

namespace Skyvern.Server.Browser.Sessions;

/// <summary>How a picture of the tab relates to its viewport: pixel for pixel, unless the viewport is wider than pictures may be.</summary>
/// <param name="Left">Where the viewport begins in the document.</param>
/// <param name="Top">Where the viewport begins in the document.</param>
/// <param name="Width">Width of the viewport in CSS pixels.</param>
/// <param name="Height">Its height.</param>
internal sealed record PictureView(double Left, double Top, int Width, int Height)
{
    private const int Widest = 1280;
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(2);

    /// <summary>Where the document ends.</summary>
    public double Bottom { get; init; }

    /// <summary>Pixels of the picture per CSS pixel; at most 1.</summary>
    public double Scale => Math.Min(1, (double)Widest / Math.Max(1, Width));

    /// <summary>Width of the picture.</summary>
    public int PictureWidth => (int)(Width * Scale);

    /// <summary>Height of the picture.</summary>
    public int PictureHeight => (int)(Height * Scale);

    /// <summary>Asks the browser.</summary>
    public static async Task<PictureView> OfAsync(SessionPage page, CancellationToken cancellationToken)
    {
        var metrics = await page.CallAsync(_ => page.Cdp.SendAsync("Page.getLayoutMetrics"), Deadline, cancellationToken);
        return Read(metrics);
    }

    /// <summary>Reads what the browser answered.</summary>
    public static PictureView Read(JsonElement? metrics)
    {
        var view = metrics!.Value.GetProperty("cssLayoutViewport");
        return new PictureView(
            view.GetProperty("pageX").GetDouble(), view.GetProperty("pageY").GetDouble(), view.GetProperty("clientWidth").GetInt32(), view.GetProperty("clientHeight").GetInt32())
        {
            Bottom = metrics.Value.GetProperty("cssContentSize").GetProperty("height").GetDouble(),
        };
    }
}
