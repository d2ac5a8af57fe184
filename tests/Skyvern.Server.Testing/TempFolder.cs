namespace Skyvern.Server.Testing;

/// <summary>A folder of a test's own; removed with everything in it.</summary>
public sealed class TempFolder : IDisposable
{
    private const int MostTries = 1000;

    public string Path { get; } = Directory.CreateTempSubdirectory("skyvern-test-").FullName;

    public string this[params string[] names] => System.IO.Path.Combine([Path, .. names]);

    public void Dispose()
    {
        // A process that was killed just now, such as a browser, may still put a file into a folder that is being emptied.
        for (var tries = 1; Directory.Exists(Path); tries++)
        {
            try
            {
                Directory.Delete(Path, recursive: true);
            }
            catch (IOException) when (tries < MostTries)
            {
                // What has come meanwhile goes too.
            }
        }
    }
}
