using System.Text.Json.Nodes;
using Skyvern.Client.Contracts;
using Skyvern.Client.Http;

namespace Skyvern.Client.Resources;

/// <summary>Stored workflows and their runs.</summary>
public sealed class WorkflowClient
{
    private const string Path = "v1/workflows";
    private readonly ApiConnection _api;

    internal WorkflowClient(ApiConnection api) => _api = api;

    /// <summary>Stores a workflow written in JSON.</summary>
    /// <exception cref="SkyvernApiException">The definition is not valid.</exception>
    public Task<WorkflowResponse> CreateAsync(JsonNode definition, CancellationToken cancellationToken = default) =>
        CreateAsync(new CreateWorkflowRequest { JsonDefinition = definition }, cancellationToken);

    /// <summary>Stores a workflow written in YAML.</summary>
    /// <exception cref="SkyvernApiException">The definition is not valid.</exception>
    public Task<WorkflowResponse> CreateFromYamlAsync(string definition, CancellationToken cancellationToken = default) =>
        CreateAsync(new CreateWorkflowRequest { YamlDefinition = definition }, cancellationToken);

    /// <summary>Stores a new version of a workflow.</summary>
    /// <exception cref="SkyvernApiException">Unknown workflow, or the definition is not valid.</exception>
    public Task<WorkflowResponse> UpdateAsync(string workflowId, CreateWorkflowRequest request, CancellationToken cancellationToken = default) =>
        _api.PostAsync<WorkflowResponse>(PathOf(workflowId), request, cancellationToken);

    /// <summary>Deletes a workflow; its runs stay.</summary>
    /// <exception cref="SkyvernApiException">Unknown workflow.</exception>
    public Task DeleteAsync(string workflowId, CancellationToken cancellationToken = default) =>
        _api.CallAsync(new ApiCall(HttpMethod.Post, $"{PathOf(workflowId)}/delete"), cancellationToken);

    /// <summary>A workflow in its newest version, or in the one named.</summary>
    /// <exception cref="SkyvernApiException">Unknown workflow.</exception>
    public Task<WorkflowResponse> GetAsync(string workflowId, int? version = null, CancellationToken cancellationToken = default) =>
        _api.GetAsync<WorkflowResponse>(QueryText.Of(PathOf(workflowId), ("version", version)), cancellationToken);

    /// <summary>All versions of a workflow, newest first.</summary>
    /// <exception cref="SkyvernApiException">Unknown workflow.</exception>
    public Task<IReadOnlyList<WorkflowResponse>> ListVersionsAsync(string workflowId, CancellationToken cancellationToken = default) =>
        _api.GetAsync<IReadOnlyList<WorkflowResponse>>($"{PathOf(workflowId)}/versions", cancellationToken);

    /// <summary>Workflows, newest first.</summary>
    public Task<ListPage<WorkflowResponse>> ListAsync(
        int? page = null, int? pageSize = null, string? searchKey = null, CancellationToken cancellationToken = default) =>
        _api.ListAsync<WorkflowResponse>(
            QueryText.Of(Path, ("page", page), ("page_size", pageSize), ("search_key", searchKey)), cancellationToken);

    /// <summary>Starts a run of a workflow and returns at once.</summary>
    /// <exception cref="SkyvernApiException">Unknown workflow, or a parameter is missing.</exception>
    public Task<WorkflowRunResponse> RunAsync(RunWorkflowRequest request, CancellationToken cancellationToken = default) =>
        _api.PostAsync<WorkflowRunResponse>("v1/run/workflows", request, cancellationToken);

    /// <summary>A run of a workflow as it stands now.</summary>
    /// <exception cref="SkyvernApiException">Unknown run.</exception>
    public Task<WorkflowRunResponse> GetRunAsync(string runId, CancellationToken cancellationToken = default) =>
        _api.GetAsync<WorkflowRunResponse>($"v1/runs/{QueryText.Segment(runId)}", cancellationToken);

    /// <summary>Waits until a run of a workflow has ended and returns it.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="timeout">How long to wait; null: half an hour.</param>
    /// <param name="pollInterval">Between two looks; null: one second.</param>
    /// <param name="cancellationToken">Stops waiting, not the run.</param>
    /// <exception cref="TimeoutException">The run had not ended in time; it goes on.</exception>
    public Task<WorkflowRunResponse> WaitForCompletionAsync(
        string runId, TimeSpan? timeout = null, TimeSpan? pollInterval = null, CancellationToken cancellationToken = default) =>
        RunWaiting.UntilFinalAsync(
            () => GetRunAsync(runId, cancellationToken), timeout ?? TimeSpan.FromMinutes(30), pollInterval ?? TimeSpan.FromSeconds(1), _api.Time, cancellationToken);

    /// <summary>Runs of one workflow, or of all, newest first.</summary>
    /// <param name="workflowId">The workflow; null: all.</param>
    /// <param name="statuses">Any of these statuses; null: all.</param>
    /// <param name="page">From 1.</param>
    /// <param name="pageSize">Rows of a page.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public Task<ListPage<WorkflowRunListItem>> ListRunsAsync(
        string? workflowId = null,
        IReadOnlyList<string>? statuses = null,
        int? page = null,
        int? pageSize = null,
        CancellationToken cancellationToken = default) =>
        _api.ListAsync<WorkflowRunListItem>(
            QueryText.Of(
                workflowId is null ? $"{Path}/runs" : $"{PathOf(workflowId)}/runs", ("status", statuses), ("page", page), ("page_size", pageSize)),
            cancellationToken);

    private Task<WorkflowResponse> CreateAsync(CreateWorkflowRequest request, CancellationToken cancellationToken) =>
        _api.PostAsync<WorkflowResponse>(Path, request, cancellationToken, Guid.CreateVersion7().ToString("N"));

    private static string PathOf(string workflowId) => $"{Path}/{QueryText.Segment(workflowId)}";
}
