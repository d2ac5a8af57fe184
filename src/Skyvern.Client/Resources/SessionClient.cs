using Skyvern.Client.Contracts;
using Skyvern.Client.Http;

namespace Skyvern.Client.Resources;

/// <summary>Browsers that stay open over several runs.</summary>
public sealed class SessionClient
{
    private const string Path = "v1/browser_sessions";
    private readonly ApiConnection _api;

    internal SessionClient(ApiConnection api) => _api = api;

    /// <summary>Opens a browser; name its id in the browser_session_id of the runs that are to use it.</summary>
    /// <param name="request">What kind of browser; null: an ordinary one for an hour.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="SkyvernApiException">The server refused.</exception>
    public Task<BrowserSessionResponse> CreateAsync(CreateBrowserSessionRequest? request = null, CancellationToken cancellationToken = default) =>
        _api.PostAsync<BrowserSessionResponse>(Path, request, cancellationToken);

    /// <summary>A session as it stands now.</summary>
    /// <exception cref="SkyvernApiException">Unknown session.</exception>
    public Task<BrowserSessionResponse> GetAsync(string sessionId, CancellationToken cancellationToken = default) =>
        _api.GetAsync<BrowserSessionResponse>(PathOf(sessionId), cancellationToken);

    /// <summary>The sessions that are open.</summary>
    public Task<IReadOnlyList<BrowserSessionResponse>> ListAsync(CancellationToken cancellationToken = default) =>
        _api.GetAsync<IReadOnlyList<BrowserSessionResponse>>(Path, cancellationToken);

    /// <summary>All sessions, newest first.</summary>
    public Task<ListPage<BrowserSessionResponse>> ListHistoryAsync(int? page = null, int? pageSize = null, CancellationToken cancellationToken = default) =>
        _api.ListAsync<BrowserSessionResponse>(QueryText.Of($"{Path}/history", ("page", page), ("page_size", pageSize)), cancellationToken);

    /// <summary>Changes a session that is open.</summary>
    /// <exception cref="SkyvernApiException">Unknown session, or it has ended.</exception>
    public Task<BrowserSessionResponse> UpdateAsync(
        string sessionId, UpdateBrowserSessionRequest request, CancellationToken cancellationToken = default) =>
        _api.CallAsync<BrowserSessionResponse>(new ApiCall(HttpMethod.Patch, PathOf(sessionId)) { Body = request }, cancellationToken);

    /// <summary>Closes a session's browser.</summary>
    /// <exception cref="SkyvernApiException">Unknown session.</exception>
    public Task CloseAsync(string sessionId, CancellationToken cancellationToken = default) =>
        _api.CallAsync(new ApiCall(HttpMethod.Post, $"{PathOf(sessionId)}/close"), cancellationToken);

    private static string PathOf(string sessionId) => $"{Path}/{QueryText.Segment(sessionId)}";
}
