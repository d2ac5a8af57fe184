using System.ComponentModel.DataAnnotations;

namespace Skyvern.Server.Browser;

/// <summary>Which browser runs, how it shows itself and how long it may take.</summary>
public sealed class BrowserOptions
{
    /// <summary>The section in the settings.</summary>
    public const string SectionName = "Browser";

    /// <summary>Path or command name of Chromium or Chrome.</summary>
    /// <value>The default is the first of chromium, chromium-browser, google-chrome and chrome that is installed, else the browser that Playwright installed.</value>
    public string? ExecutablePath { get; set; }

    /// <summary>Whether the browser has a window on a display.</summary>
    /// <value>The default is <see cref="HeadfulMode.Never"/>.</value>
    [EnumDataType(typeof(HeadfulMode))]
    public HeadfulMode Headful { get; set; } = HeadfulMode.Never;

    /// <summary>Whether pages run in Chromium's sandbox.</summary>
    /// <value>The default is <see cref="SandboxMode.Auto"/>.</value>
    [EnumDataType(typeof(SandboxMode))]
    public SandboxMode Sandbox { get; set; } = SandboxMode.Auto;

    /// <summary>How many browsers are started ahead of need; each takes about 100 MB.</summary>
    /// <value>The default is 1.</value>
    [Range(0, 2)]
    public int PreLaunched { get; set; } = 1;

    /// <summary>Width of a page in pixels.</summary>
    /// <value>The default is 1280.</value>
    [Range(320, 3840)]
    public int ViewportWidth { get; set; } = 1280;

    /// <summary>Height of a page in pixels.</summary>
    /// <value>The default is 800.</value>
    [Range(240, 2160)]
    public int ViewportHeight { get; set; } = 800;

    /// <summary>The browser's language, e.g. <c>de-DE</c>.</summary>
    /// <value>The default is none: the browser's own.</value>
    public string? Locale { get; set; }

    /// <summary>Milliseconds to wait before each browser operation, for sites that cannot follow.</summary>
    /// <value>The default is 0.</value>
    [Range(0, 5_000)]
    public int SlowMo { get; set; }

    /// <summary>Seconds until a browser that does not start is given up.</summary>
    /// <value>The default is 30.</value>
    [Range(5, 300)]
    public int LaunchSeconds { get; set; } = 30;

    /// <summary>Seconds until a page that does not load is given up.</summary>
    /// <value>The default is 30.</value>
    [Range(1, 300)]
    public int NavigationSeconds { get; set; } = 30;

    /// <summary>Seconds until an action in a page is given up; a wait that the planner asked for comes on top.</summary>
    /// <value>The default is 15.</value>
    [Range(1, 120)]
    public int ActionSeconds { get; set; } = 15;

    /// <summary>Seconds until reading a page is given up and its script is ended.</summary>
    /// <value>The default is 5.</value>
    [Range(1, 60)]
    public int ObserveSeconds { get; set; } = 5;
}
