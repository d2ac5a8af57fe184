using Microsoft.Net.Http.Headers;
using Skyvern.Server.Core.Artifacts;
using Skyvern.Server.Http;
using Skyvern.Server.Storage;

namespace Skyvern.Server.Endpoints;

/// <summary>Sends an artifact's bytes, a range of them where one is asked for.</summary>
/// <param name="artifact">The artifact.</param>
/// <param name="content">Its bytes; closed afterwards.</param>
/// <param name="timeLeft">How long the link is valid; null when a key was used.</param>
internal sealed class ArtifactContent(Artifact artifact, Stream content, TimeSpan? timeLeft) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var headers = httpContext.Response.Headers;
        var type = ArtifactContentTypes.Of(artifact);
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = timeLeft is { } left ? $"private, max-age={(long)left.TotalSeconds}" : "private, no-cache";
        headers.ContentDisposition = Disposition();
        if (type.StartsWith("text/html", StringComparison.Ordinal))
        {
            // A stored page of some site must not run with this origin's rights.
            headers.ContentSecurityPolicy = $"sandbox; default-src 'none'; {SecurityHeaders.NoFrames}";
        }

        var tag = new EntityTagHeaderValue($"\"{artifact.Checksum}\"");
        await TypedResults.Stream(content, type, fileDownloadName: null, artifact.CreatedAt, tag, enableRangeProcessing: true)
            .ExecuteAsync(httpContext);
        if (httpContext.Response is { StatusCode: StatusCodes.Status416RangeNotSatisfiable, HasStarted: false } refused)
        {
            refused.ContentLength = null;
            refused.Headers.Remove(HeaderNames.ContentDisposition);
            await ApiErrors.WriteAsync(httpContext, refused.StatusCode, StatusDetails.Describe(httpContext.Request, refused.StatusCode));
        }
    }

    private string Disposition()
    {
        if (artifact.Type != ArtifactTypes.Download)
        {
            return "inline";
        }

        var attachment = new ContentDispositionHeaderValue("attachment");
        attachment.SetHttpFileName(artifact.FileName ?? artifact.Id);
        return attachment.ToString();
    }
}
