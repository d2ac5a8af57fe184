using System.ComponentModel.DataAnnotations;

namespace Skyvern.Server.Core.Browsing;

/// <summary>Proxies that stand for the places of <c>proxy_location</c>.</summary>
public sealed class ProxyOptions
{
    /// <summary>The section in the settings.</summary>
    public const string SectionName = "Proxies";

    /// <summary>
    /// A proxy for each place: RESIDENTIAL, RESIDENTIAL_ISP, RESIDENTIAL_DE and the like, US-CA and the like; for a place with a city
    /// <c>US-CA-San Jose</c> counts before <c>US-CA</c>.
    /// </summary>
    /// <value>The default is none: every place means a direct connection.</value>
    public IDictionary<string, ProxyEntry> Places { get; set; } = new Dictionary<string, ProxyEntry>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a request for a place without a proxy is refused instead of going out directly.</summary>
    /// <value>The default is false.</value>
    public bool RefuseUnknownPlaces { get; set; }
}

/// <summary>A proxy of the settings.</summary>
public sealed class ProxyEntry
{
    /// <summary>Its address, <c>http://host:port</c>.</summary>
    [Required]
    public string Server { get; set; } = "";

    /// <summary>User name.</summary>
    /// <value>Empty: none is needed.</value>
    public string User { get; set; } = "";

    /// <summary>Password.</summary>
    public string Password { get; set; } = "";
}
