using System.Text.Json;

namespace Skyvern.Client.Contracts;

/// <summary>Something that a workflow takes.</summary>
public sealed record WorkflowParameterResponse
{
    /// <summary><c>workflow</c>.</summary>
    public required string ParameterType { get; init; }

    /// <summary>Its name; {{ key }} stands for its value.</summary>
    public required string Key { get; init; }

    /// <summary>For people.</summary>
    public string? Description { get; init; }

    /// <summary>string, integer, float, boolean, json, file_url or credential_id.</summary>
    public required string WorkflowParameterType { get; init; }

    /// <summary>Its id.</summary>
    public required string WorkflowParameterId { get; init; }

    /// <summary>The version of the workflow that it belongs to.</summary>
    public required string WorkflowId { get; init; }

    /// <summary>What counts when a run gives none; null: each run must give one.</summary>
    public JsonElement? DefaultValue { get; init; }

    /// <summary>Creation.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Last change.</summary>
    public required DateTimeOffset ModifiedAt { get; init; }

    /// <summary>When it was deleted.</summary>
    public DateTimeOffset? DeletedAt { get; init; }
}

/// <summary>The name under which a block's result is known to later blocks.</summary>
public sealed record OutputParameterResponse
{
    /// <summary><c>output</c>.</summary>
    public required string ParameterType { get; init; }

    /// <summary>The block's label followed by <c>_output</c>.</summary>
    public required string Key { get; init; }

    /// <summary>For people.</summary>
    public string? Description { get; init; }

    /// <summary>Its id.</summary>
    public required string OutputParameterId { get; init; }

    /// <summary>The version of the workflow that it belongs to.</summary>
    public required string WorkflowId { get; init; }

    /// <summary>Creation.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Last change.</summary>
    public required DateTimeOffset ModifiedAt { get; init; }

    /// <summary>When it was deleted.</summary>
    public DateTimeOffset? DeletedAt { get; init; }
}
