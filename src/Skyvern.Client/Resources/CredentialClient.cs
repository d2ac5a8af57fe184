using Skyvern.Client.Contracts;
using Skyvern.Client.Http;

namespace Skyvern.Client.Resources;

/// <summary>Stored log-ins. What is secret in them goes in and never comes out.</summary>
public sealed class CredentialClient
{
    private const string Path = "v1/credentials";
    private readonly ApiConnection _api;

    internal CredentialClient(ApiConnection api) => _api = api;

    /// <summary>Stores a log-in that runs type on its origins only.</summary>
    /// <exception cref="SkyvernApiException">The server refused, or the name is taken.</exception>
    public Task<CredentialResponse> CreateAsync(CreateCredentialRequest request, CancellationToken cancellationToken = default) =>
        _api.PostAsync<CredentialResponse>(Path, request, cancellationToken);

    /// <summary>A log-in, without its password.</summary>
    /// <exception cref="SkyvernApiException">Unknown log-in.</exception>
    public Task<CredentialResponse> GetAsync(string credentialId, CancellationToken cancellationToken = default) =>
        _api.GetAsync<CredentialResponse>(PathOf(credentialId), cancellationToken);

    /// <summary>All log-ins, oldest first.</summary>
    public Task<IReadOnlyList<CredentialResponse>> ListAsync(CancellationToken cancellationToken = default) =>
        _api.GetAsync<IReadOnlyList<CredentialResponse>>(Path, cancellationToken);

    /// <summary>Deletes a log-in.</summary>
    /// <exception cref="SkyvernApiException">Unknown log-in.</exception>
    public Task DeleteAsync(string credentialId, CancellationToken cancellationToken = default) =>
        _api.CallAsync(new ApiCall(HttpMethod.Delete, PathOf(credentialId)), cancellationToken);

    private static string PathOf(string credentialId) => $"{Path}/{QueryText.Segment(credentialId)}";
}
