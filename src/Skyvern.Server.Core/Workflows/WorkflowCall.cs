using System.Text.Json;

namespace Skyvern.Server.Core.Workflows;

/// <summary>What a workflow run works off: one version of a workflow, with values for its parameters.</summary>
public sealed record WorkflowCall
{
    /// <summary>The version, <c>w_…</c>; later versions do not change a run.</summary>
    public required string WorkflowId { get; init; }

    /// <summary>The workflow, <c>wpid_…</c>.</summary>
    public required string PermanentId { get; init; }

    /// <summary>A value for every parameter, defaults filled in.</summary>
    public required IReadOnlyDictionary<string, JsonElement> Parameters { get; init; }

    /// <summary>Minutes after which the run is timed out; null: the longest that can be asked for.</summary>
    public int? MaxElapsedMinutes { get; init; }

    /// <summary>As asked for; nothing depends on it.</summary>
    public bool? AiFallback { get; init; }

    /// <summary>As asked for; nothing depends on it.</summary>
    public bool? ReuseBrowserSession { get; init; }

    /// <summary>The caller's own data.</summary>
    public JsonElement? RunMetadata { get; init; }
}
