using System.Text.Json;
using Skyvern.Server.Core.Sessions;
using Skyvern.Server.Http;

namespace Skyvern.Server.Requests;

/// <summary>Reads the body that opens a browser session: leniently, and with all faults at once. There may be none.</summary>
internal static class SessionReader
{
    private const string ProfilePrefix = "bp_";

    /// <summary>The session as written, with defaults filled in and with what is not done as asked; meaningless when there are faults.</summary>
    public static NewSession Read(JsonElement? body, string organizationId, RequestFaults faults)
    {
        if (body is not { } root)
        {
            return new NewSession(organizationId, new SessionRequest());
        }

        var fields = new FieldReader(root, faults);
        var request = new SessionRequest
        {
            Url = Given(fields.Text("url")),
            TimeoutMinutes = fields.IntegerFrom("timeout", BrowserSession.LeastTimeout) ?? BrowserSession.UsualTimeout,
            ProxyLocation = fields.Has("proxy_location") ? ProxyLocationReader.Read(fields, faults) : null,
            ProxySessionId = fields.Text("proxy_session_id"),
            Extensions = fields.Find("extensions") is null ? null : fields.RequiredTexts("extensions"),
            BrowserType = fields.Text("browser_type"),
            BrowserProfileId = ReadProfile(fields, faults),
            NeedsLiveView = fields.Flag("needs_live_view") ?? false,
        };
        var warnings = Warnings(request).ToList();
        return new NewSession(
            organizationId, request, fields.Flag("generate_browser_profile") ?? false, warnings.Count == 0 ? null : string.Join(' ', warnings));
    }

    private static string? ReadProfile(FieldReader fields, RequestFaults faults)
    {
        var profile = Given(fields.Text("browser_profile_id"));
        if (profile?.StartsWith(ProfilePrefix, StringComparison.Ordinal) == false)
        {
            faults.Add("string_pattern_mismatch", $"Must begin with {ProfilePrefix}", fields.Find("browser_profile_id"), fields.Loc("browser_profile_id"));
        }

        return profile;
    }

    private static IEnumerable<string> Warnings(SessionRequest request)
    {
        if (request.TimeoutMinutes > BrowserSession.MostTimeout)
        {
            yield return $"The timeout is {BrowserSession.MostTimeout} minutes at most: it was set to that.";
        }

        if (request.Extensions is { Count: > 0 })
        {
            yield return "This server offers no extensions: extensions has no effect.";
        }

        if (request.BrowserType is { Length: > 0 } and not ("chrome" or "chromium"))
        {
            yield return "Sessions run in this server's own Chromium: browser_type has no effect.";
        }

        if (request.ProxySessionId is { Length: > 0 })
        {
            yield return "proxy_session_id has no effect on this server.";
        }
    }

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
