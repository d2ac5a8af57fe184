using Skyvern.Client.Contracts;
using Skyvern.Client.Http;

namespace Skyvern.Client.Resources;

/// <summary>Stored cookies and storage of browsers, which later ones can start from.</summary>
public sealed class ProfileClient
{
    private const string Path = "v1/browser_profiles";
    private readonly ApiConnection _api;

    internal ProfileClient(ApiConnection api) => _api = api;

    /// <summary>Keeps a browser's cookies and storage.</summary>
    /// <exception cref="SkyvernApiException">The server refused, or the name is taken.</exception>
    public Task<BrowserProfileResponse> CreateAsync(CreateBrowserProfileRequest request, CancellationToken cancellationToken = default) =>
        _api.PostAsync<BrowserProfileResponse>(Path, request, cancellationToken);

    /// <summary>A profile.</summary>
    /// <exception cref="SkyvernApiException">Unknown profile.</exception>
    public Task<BrowserProfileResponse> GetAsync(string profileId, CancellationToken cancellationToken = default) =>
        _api.GetAsync<BrowserProfileResponse>(PathOf(profileId), cancellationToken);

    /// <summary>All profiles.</summary>
    public Task<IReadOnlyList<BrowserProfileResponse>> ListAsync(CancellationToken cancellationToken = default) =>
        _api.GetAsync<IReadOnlyList<BrowserProfileResponse>>(Path, cancellationToken);

    /// <summary>Changes a profile's name or description.</summary>
    /// <exception cref="SkyvernApiException">Unknown profile, or the name is taken.</exception>
    public Task<BrowserProfileResponse> UpdateAsync(
        string profileId, UpdateBrowserProfileRequest request, CancellationToken cancellationToken = default) =>
        _api.CallAsync<BrowserProfileResponse>(new ApiCall(HttpMethod.Patch, PathOf(profileId)) { Body = request }, cancellationToken);

    /// <summary>Deletes a profile.</summary>
    /// <exception cref="SkyvernApiException">Unknown profile.</exception>
    public Task DeleteAsync(string profileId, CancellationToken cancellationToken = default) =>
        _api.CallAsync(new ApiCall(HttpMethod.Delete, PathOf(profileId)), cancellationToken);

    private static string PathOf(string profileId) => $"{Path}/{QueryText.Segment(profileId)}";
}
