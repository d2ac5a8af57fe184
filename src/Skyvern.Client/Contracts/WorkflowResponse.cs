using System.Text.Json;

namespace Skyvern.Client.Contracts;

/// <summary>A stored workflow in one of its versions.</summary>
public sealed record WorkflowResponse
{
    /// <summary>This version, <c>w_…</c>.</summary>
    public required string WorkflowId { get; init; }

    /// <summary>The organization it belongs to.</summary>
    public required string OrganizationId { get; init; }

    /// <summary>A label for people.</summary>
    public required string Title { get; init; }

    /// <summary>The workflow over all its versions, <c>wpid_…</c>.</summary>
    public required string WorkflowPermanentId { get; init; }

    /// <summary>The same as workflow_permanent_id.</summary>
    public required string AgentId { get; init; }

    /// <summary>From 1.</summary>
    public required int Version { get; init; }

    /// <summary>Whether it is one task that was stored to be run again.</summary>
    public required bool IsSavedTask { get; init; }

    /// <summary>For people.</summary>
    public string? Description { get; init; }

    /// <summary>published, draft, auto_generated, importing or import_failed.</summary>
    public required string Status { get; init; }

    /// <summary>What it takes and what it does.</summary>
    public required WorkflowDefinitionResponse WorkflowDefinition { get; init; }

    /// <summary>The place the browser's traffic comes from.</summary>
    public JsonElement? ProxyLocation { get; init; }

    /// <summary>Told about each run once it has finished.</summary>
    public string? WebhookCallbackUrl { get; init; }

    /// <summary>Polled for one-time codes.</summary>
    public string? TotpVerificationUrl { get; init; }

    /// <summary>Identifier for pushed one-time codes.</summary>
    public string? TotpIdentifier { get; init; }

    /// <summary>How far screenshots scroll.</summary>
    public int? MaxScreenshotScrolls { get; init; }

    /// <summary>Headers that the browser sends to sites.</summary>
    public IReadOnlyDictionary<string, string>? ExtraHttpHeaders { get; init; }

    /// <summary>The model to plan with.</summary>
    public JsonElement? Model { get; init; }

    /// <summary>Creation of this version.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Last change.</summary>
    public required DateTimeOffset ModifiedAt { get; init; }

    /// <summary>When it was deleted; null while it can be run.</summary>
    public DateTimeOffset? DeletedAt { get; init; }
}

/// <summary>What a workflow takes and what it does.</summary>
public sealed record WorkflowDefinitionResponse
{
    /// <summary>What it takes.</summary>
    public required IReadOnlyList<WorkflowParameterResponse> Parameters { get; init; }

    /// <summary>What it does, in order.</summary>
    public required IReadOnlyList<WorkflowBlockResponse> Blocks { get; init; }
}
