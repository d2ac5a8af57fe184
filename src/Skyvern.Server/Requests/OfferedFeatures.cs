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
        { BrowserAddress: not null, BrowserSessionId: not null } => "A run works in one browser: give browser_session_id or browser_address.",
        { BrowserAddress: not null, BrowserProfileId: not null } =>
            "A browser at browser_address has cookies of its own: leave browser_profile_id out.",
        _ => null,
    };
}
