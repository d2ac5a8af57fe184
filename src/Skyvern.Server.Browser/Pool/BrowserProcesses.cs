using System.Globalization;

namespace Skyvern.Server.Browser.Pool;

/// <summary>
/// Finds and ends browser processes by the profile folder in their command line: a process id alone may long belong to somebody else.
/// Works where the system shows processes under /proc; elsewhere the driver ends its browsers by itself.
/// </summary>
internal static class BrowserProcesses
{
    private const string Root = "/proc";

    /// <summary>The main process of the browser that uses the profile; null when there is none (or no /proc).</summary>
    public static int? FindMain(string profile) =>
        CarryingPath(profile).Where(process => !process.CommandLine.Contains("--type=", StringComparison.Ordinal))
            .Where(process => process.CommandLine.Contains("--user-data-dir=", StringComparison.Ordinal))
            .Select(process => (int?)process.Id)
            .FirstOrDefault();

    /// <summary>Whether the process exists, still carries the path and is no zombie.</summary>
    public static bool IsAlive(int processId, string path) => CommandLine(processId).Contains(path, StringComparison.Ordinal);

    /// <summary>Ends every process whose command line carries the path, with its process group when it leads one.</summary>
    /// <returns>How many were found.</returns>
    public static int KillAllCarrying(string path)
    {
        var found = CarryingPath(path).ToList();
        foreach (var (id, _) in found)
        {
            KillVerified(id, path);
        }

        return found.Count;
    }

    /// <summary>Ends the process and its group if it still carries the path.</summary>
    public static void KillVerified(int processId, string path)
    {
        if (OperatingSystem.IsWindows() || processId <= 1 || !IsAlive(processId, path))
        {
            return;
        }

        if (GroupOf(processId) == processId)
        {
            Posix.KillGroup(processId);
        }
        else
        {
            Posix.KillProcess(processId);
        }
    }

    /// <summary>Every process whose command line carries the path, this one excepted.</summary>
    public static IEnumerable<(int Id, string CommandLine)> CarryingPath(string path)
    {
        if (!Directory.Exists(Root))
        {
            yield break;
        }

        foreach (var folder in Directory.EnumerateDirectories(Root))
        {
            if (int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id) && id != Environment.ProcessId
                && CommandLine(id) is { } line && line.Contains(path, StringComparison.Ordinal))
            {
                yield return (id, line);
            }
        }
    }

    /// <summary>Arguments separated by blanks; empty when the process is gone or a zombie.</summary>
    private static string CommandLine(int processId)
    {
        try
        {
            return File.ReadAllText($"{Root}/{processId}/cmdline").Replace('\0', ' ');
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private static int? GroupOf(int processId)
    {
        try
        {
            // "id (name) state parent group …": the name may hold blanks and brackets, so count from its end.
            var stat = File.ReadAllText($"{Root}/{processId}/stat");
            return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[2], CultureInfo.InvariantCulture);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
