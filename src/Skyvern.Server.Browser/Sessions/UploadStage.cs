using Skyvern.Server.Core.Actions;

namespace Skyvern.Server.Browser.Sessions;

/// <summary>
/// Puts a file that is to be uploaded where the browser may read it, under the name that the site shall see: the browser may well run as
/// another user, and reads the bytes only when the page sends them. It goes with the browser's folder.
/// </summary>
internal sealed class UploadStage(string folder)
{
    private const UnixFileMode Passable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
    private const UnixFileMode Readable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private int _last;

    /// <summary>The action with the copy's path; as it is when there is no file.</summary>
    public UploadAction Stage(UploadAction action)
    {
        if (action.Path is not { } path || !File.Exists(path))
        {
            return action;
        }

        var place = Directory.CreateDirectory(Path.Combine(folder, $"{++_last}")).FullName;
        var copy = Path.Combine(place, FileNames.Safe(action.File));
        File.Copy(path, copy);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(folder, Passable);
            File.SetUnixFileMode(place, Passable);
            File.SetUnixFileMode(copy, Readable);
        }

        return action with { Path = copy };
    }
}
