using Skyvern.Client.Contracts;
using Skyvern.Client.Http;

namespace Skyvern.Client;

/// <content>What can be asked of runs besides their status.</content>
public sealed partial class SkyvernClient
{
    /// <summary>Runs, newest first.</summary>
    public Task<ListPage<RunListItem>> ListRunsAsync(RunQuery? query = null, CancellationToken cancellationToken = default) =>
        _api.ListAsync<RunListItem>(
            QueryText.Of(
                "v1/runs", ("page", query?.Page), ("page_size", query?.PageSize), ("status", query?.Statuses), ("run_type", query?.RunTypes),
                ("search_key", query?.SearchKey)),
            cancellationToken);

    /// <summary>Stops up to 100 runs; those that are unknown or have ended are told as failed.</summary>
    public Task<BulkCancelResponse> CancelRunsAsync(IEnumerable<string> runIds, CancellationToken cancellationToken = default) =>
        _api.PostAsync<BulkCancelResponse>("v1/runs/cancel", new BulkCancelRequest { RunIds = [.. runIds] }, cancellationToken);

    /// <summary>Facts about a run after the event <paramref name="after"/>, oldest first.</summary>
    /// <exception cref="SkyvernApiException">Unknown run.</exception>
    public Task<IReadOnlyList<RunEventResponse>> GetEventsAsync(
        string runId, long after = 0, CancellationToken cancellationToken = default) =>
        _api.GetAsync<IReadOnlyList<RunEventResponse>>(QueryText.Of(PathOf(runId, "events"), ("after", after)), cancellationToken);

    /// <summary>A run's steps.</summary>
    public Task<IReadOnlyList<StepResponse>> GetStepsAsync(string runId, CancellationToken cancellationToken = default) =>
        _api.GetAsync<IReadOnlyList<StepResponse>>($"api/v1/tasks/{QueryText.Segment(runId)}/steps", cancellationToken);

    /// <summary>A run's actions, oldest first.</summary>
    public Task<IReadOnlyList<ActionResponse>> GetActionsAsync(string runId, CancellationToken cancellationToken = default) =>
        _api.GetAsync<IReadOnlyList<ActionResponse>>($"api/v1/tasks/{QueryText.Segment(runId)}/actions", cancellationToken);

    /// <summary>A run as blocks with their actions, newest first.</summary>
    /// <exception cref="SkyvernApiException">Unknown run.</exception>
    public Task<IReadOnlyList<TimelineItem>> GetTimelineAsync(string runId, CancellationToken cancellationToken = default) =>
        _api.GetAsync<IReadOnlyList<TimelineItem>>(PathOf(runId, "timeline"), cancellationToken);

    /// <summary>Sends a run's webhook once more and waits for the receiver's answer.</summary>
    /// <param name="runId">A run that has ended.</param>
    /// <param name="webhookUrl">Another address for this one time; null: the run's own.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="SkyvernApiException">Unknown run, not ended, or no address.</exception>
    public Task<WebhookReplayResponse> RetryWebhookAsync(string runId, string? webhookUrl = null, CancellationToken cancellationToken = default) =>
        _api.PostAsync<WebhookReplayResponse>(
            PathOf(runId, "retry_webhook"), webhookUrl is null ? null : new RetryWebhookRequest { WebhookUrl = webhookUrl }, cancellationToken);

    /// <summary>Passes on a one-time code, or the message that holds it, to runs that wait for one.</summary>
    /// <exception cref="SkyvernApiException">The server refused.</exception>
    public Task<TotpCodeResponse> SendTotpCodeAsync(SendTotpCodeRequest request, CancellationToken cancellationToken = default) =>
        _api.PostAsync<TotpCodeResponse>("v1/credentials/totp", request, cancellationToken);

    /// <summary>One-time codes of the last day, newest first.</summary>
    /// <param name="identifier">Only codes sent to it; null: all.</param>
    /// <param name="limit">From 1 to 200; null: 50.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public Task<IReadOnlyList<TotpCodeResponse>> ListTotpCodesAsync(
        string? identifier = null, int? limit = null, CancellationToken cancellationToken = default) =>
        _api.GetAsync<IReadOnlyList<TotpCodeResponse>>(
            QueryText.Of("v1/credentials/totp", ("totp_identifier", identifier), ("limit", limit)), cancellationToken);

    /// <summary>The server's version.</summary>
    public async Task<string> GetVersionAsync(CancellationToken cancellationToken = default) =>
        (await _api.GetAsync<VersionResponse>("v1/version", cancellationToken)).Version;
}
