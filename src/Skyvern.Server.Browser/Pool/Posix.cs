using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Skyvern.Server.Browser.Pool;

/// <summary>The few calls of the system that .NET does not offer.</summary>
[UnsupportedOSPlatform("windows")]
internal static partial class Posix
{
    private const int Kill = 9;

    /// <summary>Ends every process of the group at once.</summary>
    public static void KillGroup(int groupId) => _ = SendSignal(-groupId, Kill);

    /// <summary>Ends one process at once.</summary>
    public static void KillProcess(int processId) => _ = SendSignal(processId, Kill);

    /// <summary>Gives a file or folder to a user and group; false when the system refuses.</summary>
    public static bool TryChangeOwner(string path, uint userId) => ChangeOwner(path, userId, userId) == 0;

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SendSignal(int processId, int signal);

    [LibraryImport("libc", EntryPoint = "chown", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int ChangeOwner(string path, uint userId, uint groupId);
}
