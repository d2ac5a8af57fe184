using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Skyvern.Client.Contracts;
using Skyvern.Server.Authentication;
using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Core.Profiles;
using Skyvern.Server.Http;
using Skyvern.Server.Nodes;
using Skyvern.Server.OpenApi;
using Skyvern.Server.Requests;

namespace Skyvern.Server.Endpoints;

/// <summary>Cookies and stored data of browsers, kept for later ones. What is kept never comes out again.</summary>
internal static class ProfileEndpoints
{
    private const string Path = "/v1/browser_profiles/{profileId}";

    public static void MapProfiles(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapApiGroup("Browser profiles");

        group.MapPost("/v1/browser_profiles", CreateProfile)
            .AddEndpointFilter<RouteHandlerBuilder, SourceFilter>()
            .Describe(
                "CreateBrowserProfile", "Keep a browser's cookies and stored data",
                "Of a browser session that is open, or of a workflow run under way. Runs that name the profile in browser_profile_id start from it.")
            .Takes(typeof(CreateBrowserProfileRequest), "create-browser-profile.json")
            .Answers<RouteHandlerBuilder, ApiError>(StatusCodes.Status415UnsupportedMediaType)
            .WithExample(StatusCodes.Status200OK, "browser-profile.json");
        group.MapGet("/v1/browser_profiles", ListProfiles).Describe("ListBrowserProfiles", "List browser profiles, newest first")
            .WithListExample("browser-profile.json");
        group.MapGet(Path, GetProfile)
            .Describe("GetBrowserProfile", "A browser profile, without what it keeps")
            .WithExample(StatusCodes.Status200OK, "browser-profile.json");
        group.MapPatch(Path, ChangeProfile)
            .Describe("UpdateBrowserProfile", "Rename or describe a browser profile")
            .Takes(typeof(UpdateBrowserProfileRequest), "update-browser-profile.json")
            .Answers<RouteHandlerBuilder, ApiError>(StatusCodes.Status415UnsupportedMediaType)
            .WithExample(StatusCodes.Status200OK, "browser-profile.json");
        group.MapDelete(Path, DeleteProfile).Describe("DeleteBrowserProfile", "Delete a browser profile");
    }

    private static async Task<Results<Ok<BrowserProfileResponse>, BadRequest<ApiError>, NotFound<ApiError>, Conflict<ApiError>,
        UnprocessableEntity<ValidationError>, JsonHttpResult<ApiError>>> CreateProfile(
        HttpContext http, ClaimsPrincipal caller, ProfileService profiles, OpenBrowsers browsers)
    {
        var faults = new RequestFaults();
        var body = await JsonBody.ReadAsync(http.Request, faults, http.RequestAborted);
        if (body.IsOtherType)
        {
            return ApiErrors.UnsupportedMediaType(http.Request);
        }

        var asked = body.Root is { } root ? ProfileReader.ReadNew(root, faults) : null;
        if (asked is null || faults.Any)
        {
            return ApiErrors.Invalid(faults);
        }

        var (known, browser) = await browsers.FindAsync(caller.OrganizationId(), asked.SourceId!, http.RequestAborted);
        if (!known)
        {
            return ApiErrors.NotFound($"{(asked.SessionId is null ? "Workflow run" : "Browser session")} not found {asked.SourceId}");
        }

        if (browser is null || await browser.SaveStateAsync(http.RequestAborted) is not { } state)
        {
            return ApiErrors.BadRequest($"{asked.SourceId} has no open browser whose state could be kept.");
        }

        return await profiles.SaveAsync(caller.OrganizationId(), asked.Name, asked.Description, state, http.RequestAborted) is { } saved
            ? TypedResults.Ok(Describe(saved))
            : NameTaken(asked.Name);
    }

    private static async Task<Ok<IEnumerable<BrowserProfileResponse>>> ListProfiles(
        ClaimsPrincipal caller, IProfileStore store, CancellationToken cancellationToken) =>
        TypedResults.Ok((await store.ListAsync(caller.OrganizationId(), cancellationToken)).Select(Describe));

    private static async Task<Results<Ok<BrowserProfileResponse>, NotFound<ApiError>>> GetProfile(
        string profileId, ClaimsPrincipal caller, IProfileStore store, CancellationToken cancellationToken) =>
        await store.FindAsync(caller.OrganizationId(), profileId, cancellationToken) is { } profile ? TypedResults.Ok(Describe(profile)) : NotFound(profileId);

    private static async Task<Results<Ok<BrowserProfileResponse>, NotFound<ApiError>, Conflict<ApiError>,
        UnprocessableEntity<ValidationError>, JsonHttpResult<ApiError>>> ChangeProfile(
        string profileId, HttpContext http, ClaimsPrincipal caller, ProfileService profiles, IProfileStore store)
    {
        var faults = new RequestFaults();
        var body = await JsonBody.ReadAsync(http.Request, faults, http.RequestAborted);
        if (body.IsOtherType)
        {
            return ApiErrors.UnsupportedMediaType(http.Request);
        }

        var (name, description) = body.Root is { } root ? ProfileReader.ReadChange(root, faults) : default;
        if (faults.Any)
        {
            return ApiErrors.Invalid(faults);
        }

        if (await store.FindAsync(caller.OrganizationId(), profileId, http.RequestAborted) is not { } profile)
        {
            return NotFound(profileId);
        }

        return await profiles.ChangeAsync(profile, name, description, http.RequestAborted) ? TypedResults.Ok(Describe(profile)) : NameTaken(profile.Name);
    }

    private static async Task<Results<NoContent, NotFound<ApiError>>> DeleteProfile(
        string profileId, ClaimsPrincipal caller, IProfileStore store, CancellationToken cancellationToken) =>
        await store.DeleteAsync(caller.OrganizationId(), profileId, cancellationToken) ? TypedResults.NoContent() : NotFound(profileId);

    private static BrowserProfileResponse Describe(BrowserProfile profile) => new()
    {
        BrowserProfileId = profile.Id,
        OrganizationId = profile.OrganizationId,
        Name = profile.Name,
        Description = profile.Description,
        CreatedAt = profile.CreatedAt,
        ModifiedAt = profile.ModifiedAt,
    };

    private static Conflict<ApiError> NameTaken(string name) => ApiErrors.Conflict($"There is a browser profile named {name}; names are unique.");

    private static NotFound<ApiError> NotFound(string profileId) => ApiErrors.NotFound($"Browser profile not found {profileId}");
}
