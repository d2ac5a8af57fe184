using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Skyvern.Client.Contracts;
using Skyvern.Server.Authentication;
using Skyvern.Server.Core.Organizations;
using Skyvern.Server.Http;
using Skyvern.Server.Llm;
using Skyvern.Server.OpenApi;

namespace Skyvern.Server.Endpoints;

/// <summary>Who the caller is and what it may use.</summary>
internal static class OrganizationEndpoints
{
    public static void MapOrganizations(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapApiGroup("Organizations");

        group.MapGet("/api/v1/organizations", ListOrganizations).Describe("ListOrganizations", "The caller's organization, as a list")
            .WithExample(StatusCodes.Status200OK, "organizations.json");
        group.MapGet("/api/v1/organizations/me", GetOrganization).Describe("GetOrganization", "The caller's organization")
            .WithExample(StatusCodes.Status200OK, "organization.json");
        group.MapGet("/api/v1/organizations/{organizationId}/apikeys", ListKeys)
            .Describe("ListApiKeys", "The organization's keys", "Off by default: it shows keys in clear. The setting Server:ShowApiKeys turns it on.")
            .WithExample(StatusCodes.Status200OK, "api-keys.json");
        group.MapPostAt(["/v1/ui-session", "/api/v1/ui-session"], CreateUiSession)
            .Describe("CreateUiSession", "A short-lived credential for a web page", "Counts wherever a key does, for an hour.")
            .WithExample(StatusCodes.Status200OK, "ui-session.json");
        group.MapGet("/api/v1/models", ListModels).Describe("ListModels", "Models that a task may ask for in its field model")
            .WithExample(StatusCodes.Status200OK, "models.json");
    }

    private static async Task<Ok<OrganizationListResponse>> ListOrganizations(
        ClaimsPrincipal caller, IOrganizationStore organizations, CancellationToken cancellationToken) =>
        TypedResults.Ok(new OrganizationListResponse([await FindAsync(caller, organizations, cancellationToken)]));

    private static async Task<Ok<OrganizationResponse>> GetOrganization(
        ClaimsPrincipal caller, IOrganizationStore organizations, CancellationToken cancellationToken) =>
        TypedResults.Ok(await FindAsync(caller, organizations, cancellationToken));

    private static async Task<Results<Ok<ApiKeyListResponse>, NotFound<ApiError>, JsonHttpResult<ApiError>>> ListKeys(
        string organizationId, ClaimsPrincipal caller, OrganizationService organizations, ISecretProtector protector,
        IOptions<ServerOptions> options, CancellationToken cancellationToken)
    {
        if (organizationId != caller.OrganizationId())
        {
            return ApiErrors.Other(StatusCodes.Status403Forbidden, "These are the keys of another organization.");
        }

        if (!options.Value.ShowApiKeys)
        {
            return ApiErrors.NotFound("Keys are not shown. The setting Server:ShowApiKeys turns this on.");
        }

        var keys = await organizations.ListKeysAsync(organizationId, cancellationToken);
        return TypedResults.Ok(new ApiKeyListResponse([.. keys.Select(key => new ApiKeyResponse
        {
            Id = key.Id,
            OrganizationId = key.OrganizationId,
            TokenType = "api",
            Valid = key.RevokedAt is null,
            CreatedAt = key.CreatedAt,
            ModifiedAt = key.RevokedAt ?? key.CreatedAt,
            Token = protector.TryUnprotect(key.ProtectedKey) ?? "",
        })]));
    }

    private static Ok<UiSessionResponse> CreateUiSession(ClaimsPrincipal caller, UiTokens tokens)
    {
        var (token, expiresAt) = tokens.Create(caller);
        return TypedResults.Ok(new UiSessionResponse(token, expiresAt));
    }

    private static Ok<ModelListResponse> ListModels(IOptions<LlmOptions> llm) =>
        TypedResults.Ok(new ModelListResponse(llm.Value.ModelNames.ToDictionary(name => name, name => name)));

    private static async Task<OrganizationResponse> FindAsync(ClaimsPrincipal caller, IOrganizationStore organizations, CancellationToken cancellationToken)
    {
        var organization = await organizations.FindAsync(caller.OrganizationId(), cancellationToken)
            ?? throw new InvalidOperationException($"The key's organization {caller.OrganizationId()} does not exist.");
        return new OrganizationResponse
        {
            OrganizationId = organization.Id,
            OrganizationName = organization.Name,
            MaxStepsPerRun = organization.MaxStepsPerRun,
            MaxConcurrentRuns = organization.MaxConcurrentRuns,
            CreatedAt = organization.CreatedAt,
            ModifiedAt = organization.CreatedAt,
        };
    }
}
