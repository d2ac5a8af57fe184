using System.Text.Json;

namespace Skyvern.Server.Core.Workflows;

/// <summary>What a workflow takes and what it does.</summary>
public sealed record WorkflowDefinition
{
    /// <summary>What it takes.</summary>
    public required IReadOnlyList<WorkflowParameter> Parameters { get; init; }

    /// <summary>What it does, as written; <see cref="BlockOrder"/> says in which order.</summary>
    public required IReadOnlyList<WorkflowBlock> Blocks { get; init; }

    /// <summary>For runs that name none: the place the browser's traffic comes from.</summary>
    public JsonElement? ProxyLocation { get; init; }

    /// <summary>For runs that name none: told about the run once it has finished.</summary>
    public string? WebhookUrl { get; init; }

    /// <summary>For runs that name none: polled for one-time codes.</summary>
    public string? TotpUrl { get; init; }

    /// <summary>For runs that name none: identifier for pushed one-time codes.</summary>
    public string? TotpIdentifier { get; init; }

    /// <summary>For runs that name none: how far screenshots scroll.</summary>
    public int? MaxScreenshotScrolls { get; init; }

    /// <summary>For runs that name none: sent by the browser to sites.</summary>
    public IReadOnlyDictionary<string, string>? ExtraHttpHeaders { get; init; }

    /// <summary>For blocks that name none: the model asked for.</summary>
    public JsonElement? Model { get; init; }
}

/// <summary>Something that a workflow takes.</summary>
/// <param name="Id">The parameter's id, <c>wp_…</c>.</param>
/// <param name="Key">Its name in templates.</param>
/// <param name="Type">A word of <see cref="ParameterTypes"/>.</param>
public sealed record WorkflowParameter(string Id, string Key, string Type)
{
    /// <summary>What counts when a run gives none; null: each run must give one.</summary>
    public JsonElement? DefaultValue { get; init; }

    /// <summary>For people.</summary>
    public string? Description { get; init; }
}

/// <summary>The kinds of parameters.</summary>
public static class ParameterTypes
{
    /// <summary>The address of a file.</summary>
    public const string FileUrl = "file_url";

    /// <summary>The id of a stored credential.</summary>
    public const string CredentialId = "credential_id";

    /// <summary>Every word.</summary>
    public static IReadOnlyList<string> All { get; } = ["string", "integer", "float", "boolean", "json", FileUrl, CredentialId];
}
