using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Skyvern.Client.Contracts;
using Skyvern.Client.Json;

namespace Skyvern.Client;

/// <summary>Starts runs on a Skyvern server and follows them.</summary>
public sealed class SkyvernClient : IDisposable
{
    private readonly HttpClient _http;
    private readonly bool _ownsHttp;
    private readonly TimeProvider _time;

    /// <summary>A client for a server.</summary>
    /// <param name="address">The server, e.g. <c>http://localhost:8000</c>.</param>
    /// <param name="apiKey">The key that the operator handed out.</param>
    public SkyvernClient(Uri address, string apiKey)
        : this(new HttpClient(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5) }) { BaseAddress = address })
    {
        _http.DefaultRequestHeaders.Add("x-api-key", apiKey);
        _ownsHttp = true;
    }

    /// <summary>A client that sends through what the caller made: base address and key are set there.</summary>
    /// <param name="http">Sends the requests; stays the caller's.</param>
    /// <param name="time">The clock; null: the system's.</param>
    public SkyvernClient(HttpClient http, TimeProvider? time = null)
    {
        _http = http;
        _time = time ?? TimeProvider.System;
    }

    /// <summary>Starts a run and returns at once.</summary>
    /// <param name="request">What to do.</param>
    /// <param name="idempotencyKey">With the same key a repeated call returns the first call's run.</param>
    /// <param name="cancellationToken">Cancels the call, not the run.</param>
    /// <exception cref="SkyvernApiException">The server refused.</exception>
    public async Task<TaskRunResponse> RunTaskAsync(
        RunTaskRequest request, string? idempotencyKey = null, CancellationToken cancellationToken = default)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, "v1/run/tasks")
        {
            Content = new StringContent(JsonSerializer.Serialize(request, WireJson.RequestOptions), Encoding.UTF8, "application/json"),
        };
        if (idempotencyKey is not null)
        {
            message.Headers.Add("Idempotency-Key", idempotencyKey);
        }

        return (await SendAsync<TaskRunResponse>(message, cancellationToken))!;
    }

    /// <summary>A run as it stands now.</summary>
    /// <exception cref="SkyvernApiException">Unknown run.</exception>
    public async Task<TaskRunResponse> GetRunAsync(string runId, CancellationToken cancellationToken = default) =>
        (await GetAsync<TaskRunResponse>($"v1/runs/{Escape(runId)}", cancellationToken))!;

    /// <summary>Stops a run.</summary>
    /// <exception cref="SkyvernApiException">Unknown run, or it has already ended.</exception>
    public async Task CancelRunAsync(string runId, CancellationToken cancellationToken = default)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, $"v1/runs/{Escape(runId)}/cancel");
        await SendAsync<JsonElement?>(message, cancellationToken);
    }

    /// <summary>Facts about a run after the event <paramref name="after"/>, oldest first.</summary>
    /// <exception cref="SkyvernApiException">Unknown run.</exception>
    public async Task<IReadOnlyList<RunEventResponse>> GetEventsAsync(
        string runId, long after = 0, CancellationToken cancellationToken = default) =>
        (await GetAsync<IReadOnlyList<RunEventResponse>>($"v1/runs/{Escape(runId)}/events?after={after}", cancellationToken))!;

    /// <summary>A run's steps.</summary>
    public async Task<IReadOnlyList<StepResponse>> GetStepsAsync(string runId, CancellationToken cancellationToken = default) =>
        (await GetAsync<IReadOnlyList<StepResponse>>($"api/v1/tasks/{Escape(runId)}/steps", cancellationToken))!;

    /// <summary>A run's actions, oldest first.</summary>
    public async Task<IReadOnlyList<ActionResponse>> GetActionsAsync(string runId, CancellationToken cancellationToken = default) =>
        (await GetAsync<IReadOnlyList<ActionResponse>>($"api/v1/tasks/{Escape(runId)}/actions", cancellationToken))!;

    /// <summary>What a run left, oldest first.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="artifactType">Only of this type, e.g. <c>screenshot_action</c>; null: all.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task<IReadOnlyList<ArtifactResponse>> GetArtifactsAsync(
        string runId, string? artifactType = null, CancellationToken cancellationToken = default)
    {
        var query = artifactType is null ? "" : $"?artifact_type={Escape(artifactType)}";
        return (await GetAsync<IReadOnlyList<ArtifactResponse>>($"v1/runs/{Escape(runId)}/artifacts{query}", cancellationToken))!;
    }

    /// <summary>Passes on a one-time code, or the message that holds it, to runs that wait for one.</summary>
    /// <exception cref="SkyvernApiException">The server refused.</exception>
    public async Task<TotpCodeResponse> SendTotpCodeAsync(SendTotpCodeRequest request, CancellationToken cancellationToken = default)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, "v1/credentials/totp")
        {
            Content = new StringContent(JsonSerializer.Serialize(request, WireJson.RequestOptions), Encoding.UTF8, "application/json"),
        };
        return (await SendAsync<TotpCodeResponse>(message, cancellationToken))!;
    }

    /// <summary>Copies what stands behind an address that the server gave out.</summary>
    /// <exception cref="SkyvernApiException">The address has expired.</exception>
    public async Task DownloadAsync(string url, Stream target, CancellationToken cancellationToken = default)
    {
        using var message = new HttpRequestMessage(HttpMethod.Get, url);
        using var response = await _http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        await ThrowIfErrorAsync(response, cancellationToken);
        await response.Content.CopyToAsync(target, cancellationToken);
    }

    /// <summary>Waits until a run has ended and returns it.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="timeout">How long to wait; null: half an hour.</param>
    /// <param name="progress">Told every event of the run, in order.</param>
    /// <param name="pollInterval">Between two looks; null: one second.</param>
    /// <param name="cancellationToken">Stops waiting, not the run.</param>
    /// <exception cref="TimeoutException">The run had not ended in time; it goes on.</exception>
    public async Task<TaskRunResponse> WaitForCompletionAsync(
        string runId,
        TimeSpan? timeout = null,
        IProgress<RunEventResponse>? progress = null,
        TimeSpan? pollInterval = null,
        CancellationToken cancellationToken = default)
    {
        var patience = timeout ?? TimeSpan.FromMinutes(30);
        var start = _time.GetTimestamp();
        var lastEvent = 0L;
        while (true)
        {
            // The run is read before its events: those of its end are then among them.
            var run = await GetRunAsync(runId, cancellationToken);
            if (progress is not null)
            {
                foreach (var runEvent in await GetEventsAsync(runId, lastEvent, cancellationToken))
                {
                    progress.Report(runEvent);
                    lastEvent = runEvent.EventId;
                }
            }

            if (RunStatuses.Final.Contains(run.Status))
            {
                return run;
            }

            if (_time.GetElapsedTime(start) >= patience)
            {
                throw new TimeoutException($"The run {runId} is still {run.Status} after {patience.TotalSeconds:0} s.");
            }

            await Task.Delay(pollInterval ?? TimeSpan.FromSeconds(1), _time, cancellationToken);
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        if (_ownsHttp)
        {
            _http.Dispose();
        }
    }

    private async Task<T?> GetAsync<T>(string path, CancellationToken cancellationToken)
    {
        using var message = new HttpRequestMessage(HttpMethod.Get, path);
        return await SendAsync<T>(message, cancellationToken);
    }

    private async Task<T?> SendAsync<T>(HttpRequestMessage message, CancellationToken cancellationToken)
    {
        using var response = await _http.SendAsync(message, cancellationToken);
        await ThrowIfErrorAsync(response, cancellationToken);
        return await response.Content.ReadFromJsonAsync<T>(WireJson.Options, cancellationToken);
    }

    private static async Task ThrowIfErrorAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (!response.IsSuccessStatusCode)
        {
            throw await ApiErrorReader.ReadAsync(response, cancellationToken);
        }
    }

    private static string Escape(string segment) => Uri.EscapeDataString(segment);
}
