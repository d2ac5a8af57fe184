using Microsoft.Extensions.Logging;
using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.Core.Workflows;

/// <summary>The use cases that change workflows; running one is a run like any other.</summary>
public sealed partial class WorkflowService(IWorkflowStore store, TimeProvider time, ILogger<WorkflowService> logger)
{
    /// <summary>Stores a new workflow, or answers with the one that the idempotency key stands for.</summary>
    public async Task<CreateWorkflowResult> CreateAsync(
        string organizationId, WorkflowDraft draft, IdempotencyKey? idempotency, CancellationToken cancellationToken)
    {
        var result = await store.CreateAsync(Workflow.Of(draft, organizationId, permanentId: null, time.GetUtcNow()), idempotency, cancellationToken);
        if (result is { Outcome: CreateRunOutcome.Created, Workflow: { } workflow })
        {
            LogCreated(workflow.PermanentId);
        }

        return result;
    }

    /// <summary>Stores a further version; null when the workflow is unknown to this organization.</summary>
    public async Task<Workflow?> ChangeAsync(
        string organizationId, string permanentId, WorkflowDraft draft, CancellationToken cancellationToken)
    {
        var workflow = Workflow.Of(draft, organizationId, permanentId, time.GetUtcNow());
        if (!await store.TryAddVersionAsync(workflow, cancellationToken))
        {
            return null;
        }

        LogChanged(permanentId, workflow.Version);
        return workflow;
    }

    /// <summary>Deletes a workflow; false when it is unknown to this organization.</summary>
    public async Task<bool> DeleteAsync(string organizationId, string permanentId, CancellationToken cancellationToken)
    {
        var deleted = await store.DeleteAsync(organizationId, permanentId, cancellationToken);
        if (deleted)
        {
            LogDeleted(permanentId);
        }

        return deleted;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Workflow {PermanentId} created.")]
    private partial void LogCreated(string permanentId);

    [LoggerMessage(Level = LogLevel.Information, Message = "Workflow {PermanentId} changed: version {Version}.")]
    private partial void LogChanged(string permanentId, int version);

    [LoggerMessage(Level = LogLevel.Information, Message = "Workflow {PermanentId} deleted.")]
    private partial void LogDeleted(string permanentId);
}
