namespace Skyvern.Server.Browser.Pool;

/// <summary>Finds programs as a shell would.</summary>
internal static class BrowserExecutable
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

    private static readonly string[] UsualPlaces =
    [
        "/usr/bin", "/usr/local/bin", "/snap/bin", "/opt/google/chrome",
        "/Applications/Google Chrome.app/Contents/MacOS", "/Applications/Chromium.app/Contents/MacOS",
    ];

    /// <summary>The browser to start; null: the one that Playwright installed.</summary>
    /// <exception cref="FileNotFoundException">A path or name was set and there is no such program.</exception>
    public static string? Find(string? configured)
    {
        if (string.IsNullOrWhiteSpace(configured))
        {
            return Names.Select(FindProgram).FirstOrDefault(path => path is not null);
        }

        return FindProgram(configured.Trim())
            ?? throw new FileNotFoundException($"The setting Browser:ExecutablePath names '{configured}', but there is no such program.");
    }

    /// <summary>Full path of a program given by path or name; null when it is not installed.</summary>
    public static string? FindProgram(string name)
    {
        if (Path.IsPathRooted(name))
        {
            return File.Exists(name) ? name : null;
        }

        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        string[] endings = OperatingSystem.IsWindows() ? [".exe"] : [""];
        return folders.Concat(UsualPlaces)
            .SelectMany(folder => endings.Select(ending => Path.Combine(folder, name + ending)))
            .FirstOrDefault(File.Exists);
    }
}
