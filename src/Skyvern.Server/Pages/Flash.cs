using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication.Cookies;
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
    /// <summary>Browsers drop a cookie of more than 4 KB without a word: what is longer goes in several.</summary>
    private static readonly ChunkingCookieManager Cookies = new();

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(1);

    /// <summary>Puts something aside for the next page of this person.</summary>
    public void Put<T>(HttpContext http, string organizationId, T value)
    {
        var until = (time.GetUtcNow() + Lifetime).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var text = string.Join('\n', until, organizationId, typeof(T).Name, JsonSerializer.Serialize(value, WireJson.Options));
        Cookies.AppendResponseCookie(http, Cookie, protector.Protect(text), new CookieOptions
        {
            HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = http.Request.IsHttps, MaxAge = Lifetime, IsEssential = true,
        });
    }

    /// <summary>What was put aside, once; null when there is nothing of this kind.</summary>
    public T? Take<T>(HttpContext http, string organizationId)
        where T : class
    {
        if (Cookies.GetRequestCookie(http, Cookie) is not { Length: > 0 } cookie
            || protector.TryUnprotect(cookie)?.Split('\n', 4) is not [var until, var owner, var kind, var text]
            || kind != typeof(T).Name)
        {
            return null;
        }

        Cookies.DeleteCookie(http, Cookie, new CookieOptions());
        var counts = owner == organizationId && long.Parse(until, CultureInfo.InvariantCulture) > time.GetUtcNow().ToUnixTimeSeconds();
        return counts ? JsonSerializer.Deserialize<T>(text, WireJson.Options) : null;
    }
}
