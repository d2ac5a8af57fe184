using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;
using Skyvern.Client.Contracts;
using Skyvern.Server.Authentication;
using Skyvern.Server.Core.Artifacts;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Http;
using Skyvern.Server.OpenApi;
using Skyvern.Server.Responses;
using Skyvern.Server.Storage;

namespace Skyvern.Server.Endpoints;

/// <summary>What runs leave: pictures, downloads, logs, prompts.</summary>
internal static class ArtifactEndpoints
{
    public static void MapArtifacts(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapApiGroup("Artifacts");

        group.MapGet("/v1/runs/{runId}/artifacts", ListArtifacts)
            .Describe("ListArtifacts", "What a run left, oldest first")
            .WithFields(RequestField.Texts("artifact_type", "Only of these types."));
        group.MapGet("/v1/artifacts/{artifactId}/content", GetContent)
            .Describe("GetArtifactContent", "An artifact's bytes", "By key, or without one by the signature of an address that the server gave out.")
            .WithFields(
                RequestField.Integer("expiry", "From a signed address."), RequestField.Text("kid", "From a signed address."),
                RequestField.Text("sig", "From a signed address."))
            .Produces<byte[]>(StatusCodes.Status200OK, "application/octet-stream")
            .Produces<byte[]>(StatusCodes.Status206PartialContent, "application/octet-stream")
            .Produces<ApiError>(StatusCodes.Status404NotFound)
            .Produces<ApiError>(StatusCodes.Status416RangeNotSatisfiable)
            .AllowAnonymous();
    }

    private static async Task<Ok<IEnumerable<ArtifactResponse>>> ListArtifacts(
        string runId, HttpContext http, ClaimsPrincipal caller, IRunReader reader, ArtifactLinks links, CancellationToken cancellationToken)
    {
        var types = new QueryReader(http.Request.Query, new RequestFaults()).Texts("artifact_type");
        var artifacts = await reader.ListArtifactsAsync(caller.OrganizationId(), runId, types, cancellationToken);
        return TypedResults.Ok(artifacts.Select(artifact => ArtifactResponses.Artifact(artifact, links.To(artifact))));
    }

    private static async Task<IResult> GetContent(
        string artifactId, HttpContext http, IRunReader reader, IArtifactStore store, ArtifactLinks links, CancellationToken cancellationToken)
    {
        var (query, organizationId, timeLeft) = (http.Request.Query, (string?)null, (TimeSpan?)null);
        if (query.ContainsKey("sig") || query.ContainsKey("expiry"))
        {
            timeLeft = links.Check(artifactId, query["expiry"].ToString(), query["kid"].ToString(), query["sig"].ToString());
            if (timeLeft is null)
            {
                return ApiErrors.Other(StatusCodes.Status403Forbidden, "The signature of this address is not valid or has expired.");
            }
        }
        else if (await http.AuthenticateAsync() is { Succeeded: true } caller)
        {
            organizationId = caller.Principal.OrganizationId();
        }
        else
        {
            return TypedResults.Challenge();
        }

        var artifact = await reader.FindArtifactAsync(artifactId, cancellationToken);
        return artifact is null
            || (organizationId is not null && artifact.OrganizationId != organizationId)
            || await store.OpenReadAsync(artifact.StorageKey, cancellationToken) is not { } content
            ? ApiErrors.NotFound($"Artifact not found {artifactId}")
            : new ArtifactContent(artifact, content, timeLeft);
    }
}
