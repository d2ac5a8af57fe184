using Microsoft.AspNetCore.Http.HttpResults;
using Skyvern.Server.Authentication;
using Skyvern.Server.Core.Organizations;

namespace Skyvern.Server.Pages.Settings;

/// <summary>Makes and revokes keys of the organization of the person who is logged in.</summary>
internal static class SettingsActions
{
    private const string Home = "/settings";
    private const int LongestName = 100;

    public static void MapSettingsPage(this IEndpointRouteBuilder routes)
    {
        var keys = routes.MapUi().MapGroup("/keys");

        keys.MapPost("/", CreateAsync);
        keys.MapPost("/{keyId}/revoke", RevokeAsync);
    }

    private static async Task<IResult> CreateAsync(HttpContext http, OrganizationService organizations, Flash flash)
    {
        var name = (await http.Request.ReadFormAsync(http.RequestAborted))["name"].ToString().Trim();
        if (name.Length is 0 or > LongestName)
        {
            return Tell(http, flash, new KeyNote(IsGood: false, $"No key was made: give it a name of 1 to {LongestName} characters."));
        }

        var made = await organizations.CreateKeyAsync(http.User.OrganizationId(), name, CancellationToken.None);
        flash.Put(http, http.User.OrganizationId(), new MadeKey(name, made.Secret));
        return TypedResults.LocalRedirect(Home);
    }

    private static async Task<IResult> RevokeAsync(string keyId, HttpContext http, OrganizationService organizations, Flash flash)
    {
        var organization = http.User.OrganizationId();
        var name = (await organizations.ListKeysAsync(organization, http.RequestAborted)).FirstOrDefault(key => key.Id == keyId)?.Name;
        return await organizations.RevokeSpareKeyAsync(organization, keyId, CancellationToken.None) switch
        {
            KeyRevocation.Revoked => Tell(
                http, flash, new KeyNote(IsGood: true, $"The key “{name}” was revoked. Other processes of the server take note within seconds.")),
            KeyRevocation.LastKey => Tell(
                http, flash, new KeyNote(IsGood: false, "This is the last valid key: nobody could log in any more. Make another one first.")),
            _ => PageErrors.Result(http, StatusCodes.Status404NotFound, "There is no such key, or it was revoked before."),
        };
    }

    private static RedirectHttpResult Tell(HttpContext http, Flash flash, KeyNote note)
    {
        flash.Put(http, http.User.OrganizationId(), note);
        return TypedResults.LocalRedirect(Home);
    }
}
