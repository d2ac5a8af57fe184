using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Skyvern.Server.Browser.Pool;

/// <summary>
/// Decides how a browser is confined. Chromium's sandbox does not start as root: there a wrapper runs the browser as the system's
/// "nobody", to whom profile and downloads are given.
/// </summary>
internal sealed partial class Sandbox(IOptions<BrowserOptions> options, ILogger<Sandbox> logger)
{
    private const uint Nobody = 65534;
    private const UnixFileMode Executable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    private volatile bool _unavailable;

    /// <summary>Whether the next browser shall be started in the sandbox.</summary>
    public bool IsWanted => options.Value.Sandbox != SandboxMode.Off && !_unavailable;

    /// <summary>Whether a browser may be started without when it does not start with it.</summary>
    public bool MayFallBack => options.Value.Sandbox == SandboxMode.Auto;

    /// <summary>Prepares the folders and returns the program to start in the sandbox; null when it is to be started as it is.</summary>
    public static string? Wrap(string executable, string instance, string folder)
    {
        if (OperatingSystem.IsWindows() || !Environment.IsPrivilegedProcess || BrowserExecutable.FindProgram("setpriv") is not { } setpriv)
        {
            return null;
        }

        foreach (var owned in Directory.EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories).Prepend(folder))
        {
            Posix.TryChangeOwner(owned, Nobody);
        }

        var wrapper = Path.Combine(instance, "browser.sh");
        if (!File.Exists(wrapper))
        {
            var script = $"#!/bin/sh\nexec {Quote(setpriv)} --reuid={Nobody} --regid={Nobody} --clear-groups -- {Quote(executable)} \"$@\"\n";

            // A name of its own: several browsers may start at once.
            var written = $"{wrapper}.{Path.GetRandomFileName()}";
            File.WriteAllText(written, script);
            File.SetUnixFileMode(written, Executable);
            File.Move(written, wrapper, overwrite: true);
        }

        return wrapper;
    }

    /// <summary>Notes that a browser started only without the sandbox, so that the next ones need not try.</summary>
    public void GiveUp(string reason)
    {
        if (!_unavailable)
        {
            _unavailable = true;
            LogUnavailable(reason);
        }
    }

    private static string Quote(string path) => $"'{path.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    [LoggerMessage(Level = LogLevel.Warning, Message =
        "The browser runs WITHOUT its sandbox, because it does not start with it here ({Reason}). Run the server as a user who may create "
        + "user namespaces, or set Browser:Sandbox to Off (no warning) or Required (no run).")]
    private partial void LogUnavailable(string reason);
}
