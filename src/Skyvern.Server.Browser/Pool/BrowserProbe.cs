using Microsoft.Extensions.Options;
using Skyvern.Server.Core.Diagnostics;

namespace Skyvern.Server.Browser.Pool;

/// <summary>Looks for the program, as the launcher would.</summary>
internal sealed class BrowserProbe(IOptions<BrowserOptions> options) : IBrowserProbe
{
    public string? FindProblem()
    {
        try
        {
            return BrowserExecutable.Find(options.Value.ExecutablePath) is not null || HasPlaywrightBrowser()
                ? null
                : "There is no Chromium: install it, or name one in Browser:ExecutablePath.";
        }
        catch (FileNotFoundException e)
        {
            return e.Message;
        }
    }

    private static bool HasPlaywrightBrowser()
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        var folder = Environment.GetEnvironmentVariable("PLAYWRIGHT_BROWSERS_PATH") is { Length: > 0 } set ? set
            : OperatingSystem.IsMacOS() ? Path.Combine(home, "Library", "Caches", "ms-playwright")
            : OperatingSystem.IsWindows() ? Path.Combine(home, "AppData", "Local", "ms-playwright")
            : Path.Combine(home, ".cache", "ms-playwright");
        return Directory.Exists(folder) && Directory.EnumerateDirectories(folder, "chromium*").Any();
    }
}
