using Microsoft.Playwright;

namespace Skyvern.Server.Browser.Pool;

/// <summary>How each browser is started.</summary>
internal static class BrowserSettings
{
    // Never --disable-features here: it would replace the list that Playwright passes.
    private static readonly string[] Flags =
    [
        "--disable-gpu",
        "--disable-quic",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",

        // WebRTC would send packets past the proxy.
        "--webrtc-ip-handling-policy=disable_non_proxied_udp",
        "--force-webrtc-ip-handling-policy",
    ];

    // A PDF becomes a download as any other file; the viewer shows a planner nothing.
    private const string Preferences = """{"plugins":{"always_open_pdf_externally":true},"credentials_enable_service":false}""";

    // What the browser may know of this process's environment: no keys, no connection strings.
    private static readonly string[] Inherited = ["PATH", "LANG", "LC_ALL", "TZ", "LD_LIBRARY_PATH", "FONTCONFIG_PATH", "FONTCONFIG_FILE", "XAUTHORITY"];

    // The path of a socket ends at 107 bytes; Chromium adds about 50 to its temporary folder.
    private const int LongestTemporaryFolder = 57;

    /// <summary>The profile within a browser's folder.</summary>
    public static string Profile(string folder) => Path.Combine(folder, "profile");

    /// <summary>Where files of a run are kept within a browser's folder.</summary>
    public static string Files(string folder) => Path.Combine(folder, "files");

    /// <summary>Where files that a page is given are kept within a browser's folder.</summary>
    public static string Uploads(string folder) => Path.Combine(folder, "uploads");

    /// <summary>Makes the folders and the settings of a browser; program and sandbox are still open.</summary>
    public static BrowserTypeLaunchPersistentContextOptions For(BrowserOptions options, string folder, string proxy, string? display, string? userAgent)
    {
        Directory.CreateDirectory(Path.Combine(Profile(folder), "Default"));
        File.WriteAllText(Path.Combine(Profile(folder), "Default", "Preferences"), Preferences);
        var temporary = Directory.CreateDirectory(Path.Combine(folder, "tmp")).FullName;
        return new BrowserTypeLaunchPersistentContextOptions
        {
            Headless = display is null,
            Args = userAgent is null ? Flags : [.. Flags, $"--user-agent={userAgent}"],
            Proxy = new Proxy { Server = proxy, Bypass = "<-loopback>" },
            Env = OperatingSystem.IsWindows() ? null : Environment(folder, temporary, display),
            DownloadsPath = Directory.CreateDirectory(Path.Combine(folder, "downloads")).FullName,
            ArtifactsDir = Directory.CreateDirectory(Path.Combine(folder, "artifacts")).FullName,
            ViewportSize = new ViewportSize { Width = options.ViewportWidth, Height = options.ViewportHeight },
            Locale = string.IsNullOrWhiteSpace(options.Locale) ? null : options.Locale,
            SlowMo = options.SlowMo,
            Timeout = options.LaunchSeconds * 1_000,

            // The host decides when browsers end; Ctrl+C lets runs finish first.
            HandleSIGINT = false,
            HandleSIGTERM = false,
            HandleSIGHUP = false,
        };
    }

    private static Dictionary<string, string> Environment(string folder, string temporary, string? display)
    {
        var environment = Inherited.Select(name => (Name: name, Value: System.Environment.GetEnvironmentVariable(name)))
            .Where(variable => !string.IsNullOrEmpty(variable.Value))
            .ToDictionary(variable => variable.Name, variable => variable.Value!);
        environment["HOME"] = folder;
        if (temporary.Length <= LongestTemporaryFolder)
        {
            environment["TMPDIR"] = temporary;
        }

        if (display is not null)
        {
            environment["DISPLAY"] = display;
        }

        return environment;
    }
}
