using Skyvern.Server.Authentication;
using Skyvern.Server.Core.Artifacts;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Endpoints;
using Skyvern.Server.Http;

namespace Skyvern.Server.Pages.Runs;

/// <summary>Pictures, recordings, texts and files for the person who is logged in: nothing in them is run with the rights of these pages.</summary>
internal static class ArtifactActions
{
    /// <summary>Artifacts never change, so that pages need not fetch a picture twice.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromHours(1);

    public static void MapPageArtifacts(this IEndpointRouteBuilder routes) => routes.MapUi().MapGet("/artifacts/{artifactId}", Content);

    private static async Task<IResult> Content(string artifactId, HttpContext http, IRunReader reader, IArtifactStore store)
    {
        if (await reader.FindArtifactAsync(artifactId, http.RequestAborted) is not { } artifact
            || artifact.OrganizationId != http.User.OrganizationId()
            || await store.OpenReadAsync(artifact.StorageKey, http.RequestAborted) is not { } content)
        {
            return PageErrors.Result(http, StatusCodes.Status404NotFound, "There is no such file, or not any more: files are removed after their time.");
        }

        http.Response.Headers.ContentSecurityPolicy = $"sandbox; default-src 'none'; img-src 'self'; media-src 'self'; {SecurityHeaders.NoFrames}";
        return new ArtifactContent(artifact, content, Kept);
    }
}
