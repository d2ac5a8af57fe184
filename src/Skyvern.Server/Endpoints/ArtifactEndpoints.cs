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
    private static readonly TimeSpan FreshLinkLifetime = TimeSpan.FromMinutes(5);

    public static void MapArtifacts(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapApiGroup("Artifacts");

        group.MapGet("/v1/runs/{runId}/artifacts", ListArtifacts)
            .Describe("ListArtifacts", "What a run left, oldest first")
            .WithFields(RequestField.Texts("artifact_type", "Only of these types."))
            .WithListExample("artifact.json");
        group.MapGet("/api/v1/{entity:regex(^(step|task|workflow_run|workflow_run_block|thought)$)}/{entityId}/artifacts", ListOfEntity)
            .Describe("ListEntityArtifacts", "What a step or run left, newest first")
            .WithListExample("artifact.json");
        group.MapGet("/api/v1/tasks/{taskId}/steps/{stepId}/artifacts", ListOfStep)
            .Describe("ListStepArtifacts", "What a step left, oldest first")
            .WithListExample("artifact.json");
        group.MapGet("/v1/artifacts/{artifactId}", GetArtifact).Describe("GetArtifact", "An artifact")
            .WithExample(StatusCodes.Status200OK, "artifact.json");
        group.MapGet("/v1/artifacts/{artifactId}/signed-url", GetSignedUrl)
            .Describe("GetArtifactSignedUrl", "A fresh address of an artifact's bytes", "Valid for five minutes, without a key.")
            .WithExample(StatusCodes.Status200OK, "signed-url.json");
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
        return TypedResults.Ok(artifacts.Select(artifact => ArtifactResponses.Artifact(artifact, links.To(artifact), WorkflowRunOf(artifact, runId))));
    }

    private static async Task<Ok<IEnumerable<ArtifactResponse>>> ListOfEntity(
        string entity, string entityId, ClaimsPrincipal caller, IRunReader reader, ArtifactLinks links, CancellationToken cancellationToken)
    {
        IReadOnlyList<Artifact> artifacts = entity switch
        {
            "step" => await reader.ListStepArtifactsAsync(caller.OrganizationId(), entityId, cancellationToken),
            "task" or "workflow_run" => await reader.ListArtifactsAsync(caller.OrganizationId(), entityId, [], cancellationToken),
            "workflow_run_block" => await reader.ListArtifactsAsync(caller.OrganizationId(), TimelineResponses.RunIdOf(entityId), [], cancellationToken),
            _ => [],
        };
        return TypedResults.Ok(artifacts.Reverse().Select(
            artifact => ArtifactResponses.Artifact(artifact, links.To(artifact), entity == "workflow_run" ? WorkflowRunOf(artifact, entityId) : null)));
    }

    /// <summary>A run that lists artifacts of another run lists those of its blocks.</summary>
    private static string? WorkflowRunOf(Artifact artifact, string runId) => artifact.RunId == runId ? null : runId;

    private static async Task<Ok<IEnumerable<ArtifactResponse>>> ListOfStep(
        string taskId, string stepId, ClaimsPrincipal caller, IRunReader reader, ArtifactLinks links, CancellationToken cancellationToken)
    {
        var artifacts = await reader.ListStepArtifactsAsync(caller.OrganizationId(), stepId, cancellationToken);
        return TypedResults.Ok(artifacts.Where(artifact => artifact.RunId == taskId).Select(artifact => ArtifactResponses.Artifact(artifact, links.To(artifact))));
    }

    private static async Task<Results<Ok<ArtifactResponse>, NotFound<ApiError>>> GetArtifact(
        string artifactId, ClaimsPrincipal caller, IRunReader reader, ArtifactLinks links, CancellationToken cancellationToken) =>
        await FindAsync(artifactId, caller, reader, cancellationToken) is { } artifact
            ? TypedResults.Ok(ArtifactResponses.Artifact(artifact, links.To(artifact)))
            : ArtifactNotFound(artifactId);

    private static async Task<Results<Ok<SignedUrlResponse>, NotFound<ApiError>>> GetSignedUrl(
        string artifactId, ClaimsPrincipal caller, IRunReader reader, ArtifactLinks links, TimeProvider time, CancellationToken cancellationToken) =>
        await FindAsync(artifactId, caller, reader, cancellationToken) is { } artifact
            ? TypedResults.Ok(new SignedUrlResponse
            {
                ArtifactId = artifact.Id,
                SignedUrl = links.To(artifact, FreshLinkLifetime),
                ExpiresAt = (time.GetUtcNow() + FreshLinkLifetime).ToUnixTimeSeconds(),
            })
            : ArtifactNotFound(artifactId);

    private static async Task<Artifact?> FindAsync(string artifactId, ClaimsPrincipal caller, IRunReader reader, CancellationToken cancellationToken) =>
        await reader.FindArtifactAsync(artifactId, cancellationToken) is { } artifact && artifact.OrganizationId == caller.OrganizationId() ? artifact : null;

    private static NotFound<ApiError> ArtifactNotFound(string artifactId) => ApiErrors.NotFound($"Artifact not found {artifactId}");

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
            ? ArtifactNotFound(artifactId)
            : new ArtifactContent(artifact, content, timeLeft);
    }
}
