using Microsoft.AspNetCore.Http.HttpResults;
using Skyvern.Server.Authentication;

namespace Skyvern.Server.Pages;

/// <summary>Light or dark: as the system has it, unless this browser was told otherwise.</summary>
internal static class Theme
{
    public const string Light = "light";
    public const string Dark = "dark";

    /// <summary>Neither: the system decides.</summary>
    public const string System = "system";

    private const string Cookie = "skyvern_theme";

    /// <summary>What this browser was told; null: nothing.</summary>
    public static string? Of(HttpContext context) => context.Request.Cookies[Cookie] is Light or Dark ? context.Request.Cookies[Cookie] : null;

    /// <summary>The switch works without scripts, before the log-in, and on pages of errors: without a form token, which would tell these apart.</summary>
    public static void MapTheme(this IEndpointRouteBuilder routes) => routes.MapPost("/theme", (Delegate)ChangeAsync).AsPages();

    private static async Task<RedirectHttpResult> ChangeAsync(HttpContext http)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var options = new CookieOptions { SameSite = SameSiteMode.Lax, HttpOnly = true, MaxAge = TimeSpan.FromDays(365), IsEssential = true };
        if (form["theme"].ToString() is Light or Dark)
        {
            http.Response.Cookies.Append(Cookie, form["theme"].ToString(), options);
        }
        else
        {
            http.Response.Cookies.Delete(Cookie);
        }

        return TypedResults.LocalRedirect(UiAccess.LocalOrHome(form[UiAccess.ReturnParameter]));
    }
}
