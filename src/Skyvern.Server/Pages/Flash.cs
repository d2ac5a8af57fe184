using System.Globalization;
using System.Text.Json;
using Skyvern.Client.Json;
using Skyvern.Server.Core.Organizations;

namespace Skyvern.Server.Pages;

/// <summary>
/// Carries what a form's answer has to tell over the redirect that follows it, to be shown once: in a cookie that only this server can read, so
/// that any process may show it and none keeps it.
/// </summary>
internal sealed class Flash(ISecretProtector protector, TimeProvider time)
{
    private const string Cookie = "skyvern_note";
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(1);

    /// <summary>Puts something aside for the next page of this person.</summary>
    public void Put<T>(HttpContext http, string organizationId, T value)
    {
        var until = (time.GetUtcNow() + Lifetime).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var text = string.Join('\n', until, organizationId, typeof(T).Name, JsonSerializer.Serialize(value, WireJson.Options));
        http.Response.Cookies.Append(Cookie, protector.Protect(text), new CookieOptions
        {
            HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = http.Request.IsHttps, MaxAge = Lifetime, IsEssential = true,
        });
    }

    /// <summary>What was put aside, once; null when there is nothing of this kind.</summary>
    public T? Take<T>(HttpContext http, string organizationId)
        where T : class
    {
        if (http.Request.Cookies[Cookie] is not { Length: > 0 } cookie
            || protector.TryUnprotect(cookie)?.Split('\n', 4) is not [var until, var owner, var kind, var text]
            || kind != typeof(T).Name)
        {
            return null;
        }

        http.Response.Cookies.Delete(Cookie);
        var counts = owner == organizationId && long.Parse(until, CultureInfo.InvariantCulture) > time.GetUtcNow().ToUnixTimeSeconds();
        return counts ? JsonSerializer.Deserialize<T>(text, WireJson.Options) : null;
    }
}
