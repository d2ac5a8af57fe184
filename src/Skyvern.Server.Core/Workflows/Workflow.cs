using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.Core.Workflows;

/// <summary>One version of a workflow: what it does never changes, a change is a new version.</summary>
public sealed class Workflow
{
    /// <summary>The version's id, <c>w_…</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The workflow over all its versions, <c>wpid_…</c>.</summary>
    public required string PermanentId { get; init; }

    /// <summary>From 1.</summary>
    public int Version { get; set; } = 1;

    /// <summary>The tenant.</summary>
    public required string OrganizationId { get; init; }

    /// <summary>A label for people.</summary>
    public required string Title { get; init; }

    /// <summary>For people.</summary>
    public string? Description { get; init; }

    /// <summary>published or another word of the contract; nothing depends on it.</summary>
    public required string Status { get; init; }

    /// <summary>Whether people keep it as a task to start from, beside their workflows.</summary>
    public bool IsSavedTask { get; init; }

    /// <summary>What it takes and what it does.</summary>
    public required WorkflowDefinition Definition { get; init; }

    /// <summary>The task run it was made from; null: it was written.</summary>
    public string? FromRunId { get; init; }

    /// <summary>The Idempotency-Key it was created with, while that counts.</summary>
    public string? CreationKey { get; set; }

    /// <summary>Hash of what was asked for with the key.</summary>
    public string? CreationHash { get; set; }

    /// <summary>Creation of this version.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Last change.</summary>
    public required DateTimeOffset ModifiedAt { get; set; }

    /// <summary>When the workflow was deleted; null: it can be run.</summary>
    public DateTimeOffset? DeletedAt { get; set; }

    /// <summary>The first version of a workflow, or the next one of the workflow with this permanent id.</summary>
    public static Workflow Of(WorkflowDraft draft, string organizationId, string? permanentId, DateTimeOffset now) => new()
    {
        Id = RunIds.Workflow(now),
        PermanentId = permanentId ?? RunIds.PermanentWorkflow(now),
        OrganizationId = organizationId,
        Title = draft.Title,
        Description = draft.Description,
        Status = draft.Status,
        IsSavedTask = draft.IsSavedTask,
        Definition = draft.Definition,
        FromRunId = draft.FromRunId,
        CreatedAt = now,
        ModifiedAt = now,
    };
}

/// <summary>A workflow as somebody writes it, checked.</summary>
/// <param name="Title">A label for people.</param>
/// <param name="Definition">What it takes and what it does.</param>
public sealed record WorkflowDraft(string Title, WorkflowDefinition Definition)
{
    /// <summary>For people.</summary>
    public string? Description { get; init; }

    /// <summary>A word of the contract.</summary>
    public string Status { get; init; } = WorkflowStatuses.Published;

    /// <summary>Whether people keep it as a task to start from.</summary>
    public bool IsSavedTask { get; init; }

    /// <summary>The task run it was made from.</summary>
    public string? FromRunId { get; init; }
}

/// <summary>The words for where a workflow stands.</summary>
public static class WorkflowStatuses
{
    /// <summary>The usual one.</summary>
    public const string Published = "published";

    /// <summary>Every word.</summary>
    public static IReadOnlyList<string> All { get; } = [Published, "draft", "auto_generated", "importing", "import_failed"];
}
