using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.Requests;

/// <summary>Says clearly what this server does not do, instead of leaving out a part of a task silently.</summary>
internal static class OfferedFeatures
{
    /// <summary>Why the request cannot be carried out as it stands; null when it can.</summary>
    public static string? Refuse(TaskRequest request) => request switch
    {
        _ when !EngineNames.IsOffered(request.Engine) =>
            $"The engine {request.Engine} is not offered by this server. Use skyvern-1.0 or skyvern-2.0.",
        { BrowserProfileId: not null } => "Browser profiles are not offered by this server: leave browser_profile_id out.",
        { BrowserAddress: not null } or { CdpConnectHeaders.Count: > 0 } =>
            "Connecting to a browser elsewhere is not offered yet: leave browser_address and cdp_connect_headers out.",
        _ => null,
    };
}
