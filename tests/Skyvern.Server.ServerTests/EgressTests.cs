using System.Text.RegularExpressions;

namespace Skyvern.Server.ServerTests;

/// <summary>Who may open a connection: what a caller or a page names is reached through the guarded places alone.</summary>
public sealed partial class EgressTests
{
    /// <summary>Every file of the server that opens connections or looks names up, and why it may.</summary>
    private static readonly Dictionary<string, string> Doors = new(StringComparer.Ordinal)
    {
        ["Skyvern.Server/Egress/GuardedHttp.cs"] = "the guarded client: webhooks, totp_url, files",
        ["Skyvern.Server/Egress/GuardedConnection.cs"] = "its connections, to the address that was judged",
        ["Skyvern.Server.Browser/Egress/EgressConnector.cs"] = "the egress proxy: whatever a browser asks for, and a caller's own proxy, judged alike; the settings' proxies as they are",
        ["Skyvern.Server.Browser/Elsewhere/CheckedConnection.cs"] = "browser_address, to the address that was judged",
        ["Skyvern.Server.Browser/Elsewhere/DebuggerAddress.cs"] = "asks there for the web socket, over CheckedConnection",
        ["Skyvern.Server.Core/Browsing/SystemHostLookup.cs"] = "the address policy's own look-up",
        ["Skyvern.Server.Llm/Client/ChatTransport.cs"] = "the settings' model",
        ["Skyvern.Server/Storage/S3ArtifactStore.cs"] = "the settings' object store",
        ["Skyvern.Server/Telemetry/TelemetryExport.cs"] = "the settings' collector",
        ["Skyvern.Server/Nodes/NodeSetup.cs"] = "processes of this server",
        ["Skyvern.Server/Nodes/NodeRelay.cs"] = "processes of this server",
        ["Skyvern.Server/Nodes/NodeAddress.cs"] = "looks this machine's own name up",
        ["Skyvern.Server/DevTools/DevToolsRelay.cs"] = "this process's own browsers",
        ["Skyvern.Server/Commands/HealthCommand.cs"] = "this server's own health",
        ["Skyvern.Server/Commands/Doctor.cs"] = "the settings' collector, and whether a port is free",
    };

    private static readonly string Sources = Repository.PathOf("src");

    [Fact]
    public void Connections_AreOpened_InKnownPlacesOnly() => Assert.Equal(Doors.Keys.Order(StringComparer.Ordinal), FilesWith(Connecting()));

    [Fact]
    public void Clients_AreTheGuardedOne_SaveBetweenProcesses() =>
        Assert.Equal(["Skyvern.Server/Nodes/NodeRelay.cs"], FilesWith(UnguardedClient()));

    private static IEnumerable<string> FilesWith(Regex words) => Directory.EnumerateFiles(Sources, "*.cs", SearchOption.AllDirectories)
        .Where(file => words.IsMatch(File.ReadAllText(file)))
        .Select(file => Path.GetRelativePath(Sources, file).Replace('\\', '/'))
        .Where(file => !file.StartsWith("Skyvern.Client/", StringComparison.Ordinal)) // runs at the caller's
        .Order(StringComparer.Ordinal);

    [GeneratedRegex(
        @"new (SocketsHttpHandler|HttpClientHandler|HttpClient|HttpMessageInvoker|TcpClient|UdpClient|ClientWebSocket|SmtpClient|Ping|AmazonS3Client|Socket\()"
        + @"|\bDns\.|\bWebRequest\.|\.AddHttpClient\(|\.AddOtlpExporter\(")]
    private static partial Regex Connecting();

    [GeneratedRegex(@"\.CreateClient\((?!GuardedHttp\.ClientName\))")]
    private static partial Regex UnguardedClient();
}
