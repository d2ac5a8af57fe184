using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Skyvern.Server.Core.Organizations;
using Skyvern.Server.Http;

namespace Skyvern.Server.Authentication;

/// <summary>Decides whether a log-in still counts, how far its cookie travels, and where people without one are sent.</summary>
internal sealed class LoginCookie(OrganizationService organizations, ServerAddress address) : CookieAuthenticationEvents
{
    /// <summary>A log-in ends with its key.</summary>
    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        var caller = context.Principal!;
        if (caller.ApiKeyId() is { } keyId
            && await organizations.FindKeyAsync(caller.OrganizationId(), keyId, context.HttpContext.RequestAborted) is not null)
        {
            return;
        }

        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(UiAccess.Scheme);
    }

    /// <summary>Over https alone, where people come over https: also when a proxy in front of this server speaks it.</summary>
    public override Task SigningIn(CookieSigningInContext context)
    {
        var published = new Uri(address.App);
        context.CookieOptions.Secure = context.Request.IsHttps
            || (published.Scheme == Uri.UriSchemeHttps && published.Authority == context.Request.Host.Value);
        return Task.CompletedTask;
    }

    /// <summary>Sends a person to the log-in and back; what a script asks for is refused.</summary>
    public override Task RedirectToLogin(RedirectContext<CookieAuthenticationOptions> context)
    {
        var request = context.Request;
        if (!HttpMethods.IsGet(request.Method) || request.Path.StartsWithSegments(UiAccess.Routes))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return Task.CompletedTask;
        }

        context.Response.Redirect(UiAccess.LoginPath + QueryString.Create(UiAccess.ReturnParameter, request.Path + request.QueryString));
        return Task.CompletedTask;
    }
}
