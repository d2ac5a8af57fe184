using System.Net.Http.Headers;
using Skyvern.Client.Contracts;
using Skyvern.Client.Http;

namespace Skyvern.Client;

/// <content>Files that runs leave and files that runs are given.</content>
public sealed partial class SkyvernClient
{
    /// <summary>What a run left, oldest first.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="artifactType">Only of this type, e.g. <c>screenshot_action</c>; null: all.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public Task<IReadOnlyList<ArtifactResponse>> GetArtifactsAsync(
        string runId, string? artifactType = null, CancellationToken cancellationToken = default) =>
        _api.GetAsync<IReadOnlyList<ArtifactResponse>>(QueryText.Of(PathOf(runId, "artifacts"), ("artifact_type", artifactType)), cancellationToken);

    /// <summary>One artifact, with a fresh address of its bytes.</summary>
    /// <exception cref="SkyvernApiException">Unknown artifact.</exception>
    public Task<ArtifactResponse> GetArtifactAsync(string artifactId, CancellationToken cancellationToken = default) =>
        _api.GetAsync<ArtifactResponse>($"v1/artifacts/{QueryText.Segment(artifactId)}", cancellationToken);

    /// <summary>Copies an artifact's bytes.</summary>
    /// <exception cref="SkyvernApiException">Unknown artifact.</exception>
    public Task DownloadArtifactAsync(string artifactId, Stream target, CancellationToken cancellationToken = default) =>
        DownloadAsync($"v1/artifacts/{QueryText.Segment(artifactId)}/content", target, cancellationToken);

    /// <summary>Copies what stands behind an address that the server gave out, as it comes.</summary>
    /// <exception cref="SkyvernApiException">The address has expired.</exception>
    public async Task DownloadAsync(string url, Stream target, CancellationToken cancellationToken = default)
    {
        var call = new ApiCall(HttpMethod.Get, url) { Completion = HttpCompletionOption.ResponseHeadersRead };
        using var response = await _api.SendAsync(call, cancellationToken);
        await response.Content.CopyToAsync(target, cancellationToken);
    }

    /// <summary>Saves what stands behind an address that the server gave out; the file appears only when all of it is there.</summary>
    /// <exception cref="SkyvernApiException">The address has expired.</exception>
    public async Task DownloadToFileAsync(string url, string path, CancellationToken cancellationToken = default)
    {
        var unfinished = $"{path}.{Guid.NewGuid():N}.part";
        try
        {
            await using (var file = File.Create(unfinished))
            {
                await DownloadAsync(url, file, cancellationToken);
            }

            File.Move(unfinished, path, overwrite: true);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    /// <summary>Uploads a file that a run can use: name its presigned_url in the prompt or in the data of a form.</summary>
    /// <param name="content">The file's bytes.</param>
    /// <param name="fileName">What it is called.</param>
    /// <param name="retentionDays">Days after which it is deleted; null: the server's setting.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="SkyvernApiException">Too large, or the server refused.</exception>
    public async Task<UploadFileResponse> UploadFileAsync(
        Stream content, string fileName, int? retentionDays = null, CancellationToken cancellationToken = default)
    {
        using var form = new MultipartFormDataContent();
        var file = new StreamContent(content) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } };
        form.Add(file, "file", fileName);
        if (retentionDays is { } days)
        {
            form.Add(new StringContent(days.ToString()), "retention_days");
        }

        return await _api.CallAsync<UploadFileResponse>(new ApiCall(HttpMethod.Post, "v1/upload_file") { Content = form }, cancellationToken);
    }

    /// <summary>Deletes an uploaded file.</summary>
    /// <exception cref="SkyvernApiException">Unknown file.</exception>
    public Task DeleteFileAsync(string fileId, CancellationToken cancellationToken = default) =>
        _api.CallAsync(new ApiCall(HttpMethod.Delete, $"v1/files/{QueryText.Segment(fileId)}"), cancellationToken);
}
