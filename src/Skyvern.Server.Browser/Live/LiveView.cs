namespace Skyvern.Server.Browser.Live;

/// <summary>How frames relate to the tab that they show; input is given in pixels of the frames.</summary>
internal sealed class LiveView
{
    private const double Widest = 1280;
    private const double Highest = 720;

    private volatile Shown? _shown;

    /// <summary>Pixels of a frame per CSS pixel of a viewport of this size; at most 1.</summary>
    public static double ScaleOf(double width, double height) => Math.Min(1, Math.Min(Widest / Math.Max(1, width), Highest / Math.Max(1, height)));

    /// <summary>What Chromium shall scale frames into.</summary>
    public static Dictionary<string, object> FrameSettings => new()
    {
        ["format"] = "jpeg", ["quality"] = 60, ["maxWidth"] = (int)Widest, ["maxHeight"] = (int)Highest, ["everyNthFrame"] = 1,
    };

    /// <summary>A frame of a tab was shown with so many of its pixels per CSS pixel.</summary>
    public void Show(string tabId, double scale) => _shown = new Shown(tabId, scale);

    /// <summary>Pixels of the frames per CSS pixel; null: no frame of this tab was shown yet.</summary>
    public double? Find(string tabId) => _shown is { } shown && shown.TabId == tabId ? shown.Scale : null;

    private sealed record Shown(string TabId, double Scale);
}
