namespace Skyvern.Server.Browser.Pool;

/// <summary>
/// The browser's own DevTools on a free port of this machine, beside the pipe that Playwright itself uses. Its address holds a random id,
/// which only who can read the profile knows.
/// </summary>
internal static class DevToolsPort
{
    private const int Attempts = 200;

    /// <summary>Opens it.</summary>
    public const string Flag = "--remote-debugging-port=0";

    /// <summary>Where it is: the browser writes port and path into its profile, about when it says that it is up.</summary>
    /// <exception cref="IOException">It wrote nothing of use.</exception>
    public static async Task<Uri> ReadAsync(string profile, TimeProvider time, CancellationToken cancellationToken)
    {
        var file = Path.Combine(profile, "DevToolsActivePort");
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (File.Exists(file) && await File.ReadAllLinesAsync(file, cancellationToken) is [var port, var path, ..] && ushort.TryParse(port, out var number))
            {
                return new Uri($"ws://127.0.0.1:{number}{path}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), time, cancellationToken);
        }

        throw new IOException("The browser does not say where its DevTools are.");
    }
}
