using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Skyvern.Server.Browser.Pool;

/// <summary>Asks a browser for its version, to name itself as the same browser with a window would.</summary>
internal static partial class BrowserVersion
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>The user agent of this browser with a window; null when it does not tell its version.</summary>
    public static async Task<string?> UserAgentAsync(string executable, TimeProvider time, CancellationToken cancellationToken)
    {
        var system = OperatingSystem.IsMacOS() ? "Macintosh; Intel Mac OS X 10_15_7"
            : OperatingSystem.IsLinux() ? "X11; Linux x86_64"
            : null; // On Windows the browser opens a window instead of printing its version.
        if (system is null)
        {
            return null;
        }

        using var process = Process.Start(new ProcessStartInfo(executable, "--version") { RedirectStandardOutput = true, RedirectStandardError = true });
        if (process is null)
        {
            return null;
        }

        try
        {
            var printed = await process.StandardOutput.ReadToEndAsync(cancellationToken).WaitAsync(Patience, time, cancellationToken);
            return MajorVersion().Match(printed) is { Success: true } match
                ? $"Mozilla/5.0 ({system}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{match.Groups[1].Value}.0.0.0 Safari/537.36"
                : null;
        }
        catch (TimeoutException)
        {
            process.Kill(entireProcessTree: true);
            return null;
        }
    }

    [GeneratedRegex(@"\b(\d{2,4})\.\d+\.\d+")]
    private static partial Regex MajorVersion();
}
