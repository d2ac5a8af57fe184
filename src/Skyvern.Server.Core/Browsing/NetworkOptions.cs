namespace Skyvern.Server.Core.Browsing;

/// <summary>What of the network runs, webhooks and other fetches may reach.</summary>
public sealed class NetworkOptions
{
    /// <summary>The section in the settings.</summary>
    public const string SectionName = "Network";

    /// <summary>
    /// Local or private hosts that may be reached all the same: host names (<c>*.corp.example</c> for all names below one),
    /// addresses and CIDR ranges, separated by commas; <c>:port</c> limits a name or an address to that port.
    /// </summary>
    /// <value>The default is empty: only public hosts.</value>
    public string AllowedHosts { get; set; } = "";

    /// <summary>
    /// If given, the only places that runs may open and act on, whatever a task or a page says: origins or hosts separated by commas,
    /// e.g. <c>https://shop.example, *.corp.example</c>.
    /// </summary>
    /// <value>The default is empty: the sites that a task names, and those that their pages lead to.</value>
    public string AllowedOrigins { get; set; } = "";
}
