using System.Text.Json;
using Skyvern.Client.Contracts;
using Skyvern.Client.Http;
using Skyvern.Client.Output;
using Skyvern.Client.Resources;

namespace Skyvern.Client;

/// <summary>Starts runs on a Skyvern server and follows them. Safe for use by many threads; keep one for as long as the program runs.</summary>
public sealed partial class SkyvernClient : IDisposable
{
    private static readonly TimeSpan UsualPatience = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan UsualPollInterval = TimeSpan.FromSeconds(1);
    private readonly ApiConnection _api;
    private readonly HttpClient? _ownHttp;

    /// <summary>A client for a server.</summary>
    /// <param name="address">The server, e.g. <c>http://localhost:8000</c>.</param>
    /// <param name="apiKey">The key that the operator handed out.</param>
    /// <param name="http">Sends the requests and stays the caller's; null: one of the client's own. Neither address nor key need be set in it.</param>
    /// <param name="time">The clock; null: the system's.</param>
    public SkyvernClient(Uri address, string apiKey, HttpClient? http = null, TimeProvider? time = null)
    {
        if (http is null)
        {
            var handler = new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5), AllowAutoRedirect = false };
            http = _ownHttp = new HttpClient(handler);
        }

        _api = new ApiConnection(http, address, apiKey, time ?? TimeProvider.System);
        Sessions = new SessionClient(_api);
        Profiles = new ProfileClient(_api);
        Workflows = new WorkflowClient(_api);
        Credentials = new CredentialClient(_api);
    }

    /// <summary>Browsers that stay open over several runs.</summary>
    public SessionClient Sessions { get; }

    /// <summary>Stored cookies and storage of browsers.</summary>
    public ProfileClient Profiles { get; }

    /// <summary>Stored workflows and their runs.</summary>
    public WorkflowClient Workflows { get; }

    /// <summary>Stored log-ins.</summary>
    public CredentialClient Credentials { get; }

    /// <summary>How often a call that cannot do harm twice is tried again after a broken connection, 408, 429 or 5xx. Default: 3.</summary>
    public int MaxRetries
    {
        get => _api.MaxRetries;
        init => _api.MaxRetries = value;
    }

    /// <summary>Starts a run and returns at once.</summary>
    /// <param name="request">What to do.</param>
    /// <param name="idempotencyKey">With the same key a repeated call returns the first call's run; null: a key for this call alone, so that a
    /// creation that is tried again after a fault never makes two runs.</param>
    /// <param name="cancellationToken">Cancels the call, not the run.</param>
    /// <exception cref="SkyvernApiException">The server refused.</exception>
    public Task<TaskRunResponse> RunTaskAsync(
        RunTaskRequest request, string? idempotencyKey = null, CancellationToken cancellationToken = default) =>
        _api.PostAsync<TaskRunResponse>("v1/run/tasks", request, cancellationToken, idempotencyKey ?? Guid.CreateVersion7().ToString("N"));

    /// <summary>Runs a task to its end and reads its output: the data to extract are those that <typeparamref name="T"/> holds.</summary>
    /// <param name="request">What to do; a data_extraction_schema of its own goes before the one made from the type.</param>
    /// <param name="timeout">How long to wait; null: half an hour.</param>
    /// <param name="options">How the output is read and the schema made; null: <see cref="OutputSchema.Options"/>.</param>
    /// <param name="cancellationToken">Stops waiting, not the run.</param>
    /// <exception cref="SkyvernApiException">The server refused.</exception>
    /// <exception cref="RunNotCompletedException">The run failed, was terminated, timed out or was canceled.</exception>
    /// <exception cref="OutputMismatchException">The run's output is not a <typeparamref name="T"/>.</exception>
    /// <exception cref="TimeoutException">The run had not ended in time; it goes on.</exception>
    public async Task<TypedRun<T>> RunTaskAsync<T>(
        RunTaskRequest request, TimeSpan? timeout = null, JsonSerializerOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var typed = request with { DataExtractionSchema = request.DataExtractionSchema ?? OutputSchema.Of<T>(options) };
        var started = await RunTaskAsync(typed, idempotencyKey: null, cancellationToken);
        var run = await WaitForCompletionAsync(started.RunId, timeout, cancellationToken: cancellationToken);
        return TypedRun.Read<T>(run, options ?? OutputSchema.Options);
    }

    /// <summary>A run as it stands now.</summary>
    /// <exception cref="SkyvernApiException">Unknown run.</exception>
    public Task<TaskRunResponse> GetRunAsync(string runId, CancellationToken cancellationToken = default) =>
        _api.GetAsync<TaskRunResponse>(PathOf(runId), cancellationToken);

    /// <summary>Stops a run.</summary>
    /// <exception cref="SkyvernApiException">Unknown run, or it has already ended.</exception>
    public Task CancelRunAsync(string runId, CancellationToken cancellationToken = default) =>
        _api.CallAsync(new ApiCall(HttpMethod.Post, PathOf(runId, "cancel")), cancellationToken);

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
        var lastEvent = 0L;
        return await RunWaiting.UntilFinalAsync(Look, timeout ?? UsualPatience, pollInterval ?? UsualPollInterval, _api.Time, cancellationToken);

        async Task<TaskRunResponse> Look()
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

            return run;
        }
    }

    /// <inheritdoc />
    public void Dispose() => _ownHttp?.Dispose();

    private static string PathOf(string runId, string? part = null) =>
        part is null ? $"v1/runs/{QueryText.Segment(runId)}" : $"v1/runs/{QueryText.Segment(runId)}/{part}";
}
