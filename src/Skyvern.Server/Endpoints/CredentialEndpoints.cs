using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Skyvern.Client.Contracts;
using Skyvern.Server.Authentication;
using Skyvern.Server.Core.Credentials;
using Skyvern.Server.Http;
using Skyvern.Server.OpenApi;
using Skyvern.Server.Requests;
using Skyvern.Server.Responses;

namespace Skyvern.Server.Endpoints;

/// <summary>Stored log-ins. What is secret in them goes in and never comes out.</summary>
internal static class CredentialEndpoints
{
    public static void MapCredentials(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapApiGroup("Credentials");

        group.MapPostAt(["/v1/credentials", "/api/v1/credentials"], CreateCredential)
            .Describe("CreateCredential", "Store a log-in", "Runs type it on the given origins only; planners know its name and never the password.")
            .Takes(typeof(CreateCredentialRequest), "create-credential.json")
            .Answers<EndpointSet, ApiError>(StatusCodes.Status415UnsupportedMediaType)
            .WithExample(StatusCodes.Status200OK, "credential.json");
        group.MapGetAt(["/v1/credentials", "/api/v1/credentials"], ListCredentials).Describe("ListCredentials", "List stored log-ins, oldest first")
            .WithListExample("credential.json");
        group.MapGetAt(["/v1/credentials/{credentialId}", "/api/v1/credentials/{credentialId}"], GetCredential)
            .Describe("GetCredential", "A stored log-in, without its password")
            .WithExample(StatusCodes.Status200OK, "credential.json");
        group.MapPostAt(["/v1/credentials/{credentialId}/delete", "/api/v1/credentials/{credentialId}/delete"], DeleteCredential)
            .Describe("DeleteCredential", "Delete a stored log-in");
        group.MapDelete("/v1/credentials/{credentialId}", DeleteCredential).Describe("RemoveCredential", "Delete a stored log-in");
    }

    private static async Task<Results<Ok<CredentialResponse>, Conflict<ApiError>, UnprocessableEntity<ValidationError>, JsonHttpResult<ApiError>>>
        CreateCredential(HttpContext http, ClaimsPrincipal caller, CredentialService credentials)
    {
        var faults = new RequestFaults();
        var body = await JsonBody.ReadAsync(http.Request, faults, http.RequestAborted);
        if (body.IsOtherType)
        {
            return ApiErrors.UnsupportedMediaType(http.Request);
        }

        var asked = body.Root is { } root ? CredentialReader.Read(root, caller.OrganizationId(), faults) : null;
        if (asked is null || faults.Any)
        {
            return ApiErrors.Invalid(faults);
        }

        return await credentials.CreateAsync(asked, http.RequestAborted) is { } created
            ? TypedResults.Ok(CredentialResponses.Of(created))
            : ApiErrors.Conflict($"There is a credential named {asked.Name}; names are unique.");
    }

    private static async Task<Ok<IEnumerable<CredentialResponse>>> ListCredentials(
        ClaimsPrincipal caller, ICredentialStore store, CancellationToken cancellationToken) =>
        TypedResults.Ok((await store.ListAsync(caller.OrganizationId(), cancellationToken)).Select(CredentialResponses.Of));

    private static async Task<Results<Ok<CredentialResponse>, NotFound<ApiError>>> GetCredential(
        string credentialId, ClaimsPrincipal caller, ICredentialStore store, CancellationToken cancellationToken) =>
        await store.FindAsync(caller.OrganizationId(), credentialId, cancellationToken) is { } credential
            ? TypedResults.Ok(CredentialResponses.Of(credential))
            : NotFound(credentialId);

    private static async Task<Results<NoContent, NotFound<ApiError>>> DeleteCredential(
        string credentialId, ClaimsPrincipal caller, ICredentialStore store, CancellationToken cancellationToken) =>
        await store.DeleteAsync(caller.OrganizationId(), credentialId, cancellationToken) ? TypedResults.NoContent() : NotFound(credentialId);

    private static NotFound<ApiError> NotFound(string credentialId) => ApiErrors.NotFound($"Credential not found {credentialId}");
}
