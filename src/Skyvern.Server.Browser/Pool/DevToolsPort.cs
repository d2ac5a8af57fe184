namespace Skyvern.Server.Browser.Pool;

/// <summary>
/// The browser's own DevTools on a free port of this machine, beside the pipe that Playwright itself uses. Its address holds a random id,
/// which only who can read the profile knows.
/// </summary>
internal static class DevToolsPort
{
    /// <summary>Opens it.</summary>
    public const string Flag = "--remote-debugging-port=0";

    /// <summary>Where it is: the browser writes port and path into its profile before it says that it is up.</summary>
    /// <exception cref="IOException">It wrote nothing of use.</exception>
    public static Uri Read(string profile) =>
        File.ReadAllLines(Path.Combine(profile, "DevToolsActivePort")) is [var port, var path, ..] && ushort.TryParse(port, out var number)
            ? new Uri($"ws://127.0.0.1:{number}{path}")
            : throw new IOException("The browser does not say where its DevTools are.");
}
