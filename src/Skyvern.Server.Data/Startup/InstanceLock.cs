using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using Skyvern.Server.Core;

namespace Skyvern.Server.Data.Startup;

/// <summary>
/// Keeps a second server from the same data folder and SQLite file. The operating system drops the lock with the process, however it ends;
/// so the file itself may stay.
/// </summary>
internal sealed class InstanceLock(DatabaseConnection connection, IOptions<DataOptions> data) : IDisposable
{
    private readonly List<FileStream> _held = [];

    /// <summary>Takes the lock, unless it is held already. PostgreSQL needs none: any number of servers share it.</summary>
    /// <exception cref="DatabaseStartupException">Another server holds it, or the folder cannot be written.</exception>
    public void Take()
    {
        if (connection.Provider != DatabaseProvider.Sqlite || _held.Count > 0)
        {
            return;
        }

        var folder = data.Value.Under();
        var file = Path.GetFullPath(new SqliteConnectionStringBuilder(connection.ConnectionString).DataSource);
        Hold(Path.Combine(folder, "instance.lock"));
        Hold(file + ".lock"); // another server may have a data folder of its own and name this file
    }

    public void Dispose()
    {
        _held.ForEach(stream => stream.Dispose());
        _held.Clear();
    }

    private void Hold(string path)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            _held.Add(new FileStream(path, options));
        }
        catch (UnauthorizedAccessException e)
        {
            throw new DatabaseStartupException($"The data folder cannot be written: {e.Message}", e);
        }
        catch (IOException e)
        {
            throw new DatabaseStartupException(
                $"Another server uses the data folder {Path.GetDirectoryName(path)}. Stop it, or give this one a folder of its own (Data__Path) " +
                $"or PostgreSQL (Database__Provider). The lock is {path}: {e.Message}",
                e);
        }
    }
}
