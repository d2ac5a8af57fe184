using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;
using Skyvern.Server.Authentication;
using Skyvern.Server.Core.Organizations;

namespace Skyvern.Server.Pages;

/// <summary>Logging in, with a key or with the link of the start, and out.</summary>
internal static class LoginEndpoints
{
    private const string Refused = "This key is not known here, or it was revoked.";
    private const string LinkOver = "This link was used before, or it is too old. Log in with a key, or restart the server: it prints a new link.";
    private const string TooOften = "Too many attempts from your address. Wait a minute.";

    public static void MapLogin(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("").AsPages().RefuseForgery();

        group.MapGet(UiAccess.LoginPath, ShowAsync);
        group.MapPost(UiAccess.LoginPath, LogInAsync);
        routes.MapGroup("").AsPages().RequireAuthorization(UiAccess.Policy).RefuseForgery().MapPost("/logout", (Delegate)LogOutAsync);
    }

    private static async Task<IResult> ShowAsync(HttpContext http, LoginLinks links, LoginAttempts attempts)
    {
        var back = UiAccess.LocalOrHome(http.Request.Query[UiAccess.ReturnParameter]);
        if (http.Request.Query[LoginLinks.Parameter].ToString() is not { Length: > 0 } token)
        {
            return (await http.AuthenticateAsync(UiAccess.Scheme)).Succeeded ? TypedResults.LocalRedirect(back) : Page(back);
        }

        // A browser that loads ahead of the person must not use the link up.
        if (http.Request.Headers["Sec-Purpose"].Count > 0)
        {
            return TypedResults.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }

        return await TryAsync(http, attempts, back, () => links.RedeemAsync(token, http.RequestAborted), LinkOver);
    }

    private static async Task<IResult> LogInAsync(HttpContext http, OrganizationService organizations, LoginAttempts attempts)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var back = UiAccess.LocalOrHome(form[UiAccess.ReturnParameter]);
        return await TryAsync(http, attempts, back, () => FindAsync(organizations, form["key"].ToString().Trim(), http.RequestAborted), Refused);
    }

    private static async Task<ApiKey?> FindAsync(OrganizationService organizations, string secret, CancellationToken cancellationToken) =>
        await organizations.AuthenticateAsync(secret, cancellationToken) is { Kind: KeyCheckKind.Valid, Key: var key } ? key : null;

    private static async Task<IResult> TryAsync(HttpContext http, LoginAttempts attempts, string back, Func<Task<ApiKey?>> findKey, string refusal)
    {
        if (!attempts.MayTry(http))
        {
            return Page(back, TooOften, StatusCodes.Status429TooManyRequests);
        }

        if (await findKey() is not { } key)
        {
            attempts.Fail(http);
            return Page(back, refusal, StatusCodes.Status403Forbidden);
        }

        await UiAccess.LogInAsync(http, key);
        return TypedResults.LocalRedirect(back);
    }

    private static async Task<RedirectHttpResult> LogOutAsync(HttpContext http)
    {
        await http.SignOutAsync(UiAccess.Scheme);
        return TypedResults.LocalRedirect(UiAccess.LoginPath);
    }

    private static RazorComponentResult<LoginPage> Page(string back, string? fault = null, int status = StatusCodes.Status200OK) =>
        new(new { Return = back, Fault = fault }) { StatusCode = status };
}
