using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.Core.Workflows;

/// <summary>Keeps workflows in all their versions. Each method is one transaction.</summary>
public interface IWorkflowStore
{
    /// <summary>Stores a first version, or answers with the workflow that the idempotency key stands for.</summary>
    Task<CreateWorkflowResult> CreateAsync(Workflow workflow, IdempotencyKey? idempotency, CancellationToken cancellationToken);

    /// <summary>Stores a further version and numbers it; false when the workflow is unknown to its organization or deleted.</summary>
    Task<bool> TryAddVersionAsync(Workflow workflow, CancellationToken cancellationToken);

    /// <summary>A version of a workflow that is not deleted, the newest for null; null when unknown to this organization.</summary>
    Task<Workflow?> FindAsync(string organizationId, string permanentId, int? version, CancellationToken cancellationToken);

    /// <summary>A version by its own id, even of a deleted workflow: runs that were started with it go on.</summary>
    Task<Workflow?> FindVersionAsync(string organizationId, string workflowId, CancellationToken cancellationToken);

    /// <summary>The workflow that was made from a task run; null when there is none.</summary>
    Task<Workflow?> FindByRunAsync(string organizationId, string runId, CancellationToken cancellationToken);

    /// <summary>All versions of a workflow that is not deleted, newest first.</summary>
    Task<IReadOnlyList<Workflow>> ListVersionsAsync(string organizationId, string permanentId, CancellationToken cancellationToken);

    /// <summary>A page of workflows in their newest version, newest first.</summary>
    Task<Page<Workflow>> ListAsync(WorkflowFilter filter, CancellationToken cancellationToken);

    /// <summary>Which of these workflows are deleted.</summary>
    Task<IReadOnlySet<string>> ListDeletedAsync(
        string organizationId, IReadOnlyCollection<string> permanentIds, CancellationToken cancellationToken);

    /// <summary>Deletes a workflow with all its versions; its runs stay. False when unknown to this organization or deleted before.</summary>
    Task<bool> DeleteAsync(string organizationId, string permanentId, CancellationToken cancellationToken);
}

/// <summary>A create's outcome with the workflow, null for <see cref="CreateRunOutcome.KeyReused"/>.</summary>
public sealed record CreateWorkflowResult(CreateRunOutcome Outcome, Workflow? Workflow);

/// <summary>Which workflows a list shows.</summary>
public sealed record WorkflowFilter
{
    /// <summary>The tenant.</summary>
    public required string OrganizationId { get; init; }

    /// <summary>From 1.</summary>
    public int Page { get; init; } = 1;

    /// <summary>Rows a page.</summary>
    public int PageSize { get; init; } = 10;

    /// <summary>Any of these; empty: all.</summary>
    public IReadOnlyList<string> Statuses { get; init; } = [];

    /// <summary>Only saved tasks, or only others; null: both.</summary>
    public bool? IsSavedTask { get; init; }

    /// <summary>Each is part of title, description or id, case folded.</summary>
    public IReadOnlyList<string> Searches { get; init; } = [];
}
