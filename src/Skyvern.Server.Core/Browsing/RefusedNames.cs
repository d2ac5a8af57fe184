namespace Skyvern.Server.Core.Browsing;

/// <summary>Names that stand for this machine, its network or a cloud's metadata service, whatever a look-up says.</summary>
internal static class RefusedNames
{
    private static readonly HashSet<string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        "localhost", "localhost4", "localhost6", "ip6-localhost", "ip6-loopback", "ip6-allnodes", "ip6-allrouters",
        "metadata", "metadata.goog", "metadata.tencentyun.com", "metadata.packet.net", "metadata.platformequinix.com",
        "instance-data", "local", "internal",
    };

    private static readonly string[] Suffixes =
        [".localhost", ".local", ".internal", ".cluster.local", ".localdomain", ".localdomain4", ".localdomain6", ".svc", ".home.arpa"];

    /// <summary>Whether a host may not be reached by this name.</summary>
    public static bool Contains(string host) =>
        Names.Contains(host) || Suffixes.Any(suffix => host.EndsWith(suffix, StringComparison.OrdinalIgnoreCase));
}
