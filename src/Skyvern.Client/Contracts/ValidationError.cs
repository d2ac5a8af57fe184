using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Skyvern.Client.Contracts;

/// <summary>The error of status 422: all faults of a request together.</summary>
public sealed record ValidationError
{
    /// <summary>The faults.</summary>
    public required IReadOnlyList<ValidationFault> Detail { get; init; }

    /// <summary>A short phrase for the status.</summary>
    public required string Title { get; init; }

    /// <summary>The HTTP status code.</summary>
    public required int Status { get; init; }

    /// <summary>Finds the request in the server's log.</summary>
    public required string TraceId { get; init; }
}

/// <summary>One fault of a request.</summary>
public sealed record ValidationFault
{
    /// <summary>The kind, e.g. <c>missing</c>, <c>string_type</c>, <c>enum</c>.</summary>
    public required string Type { get; init; }

    /// <summary>Where: body, query, path or header, then field names and list indexes.</summary>
    public required JsonArray Loc { get; init; }

    /// <summary>What is wrong, in plain words.</summary>
    public required string Msg { get; init; }

    /// <summary>What was sent.</summary>
    public JsonElement? Input { get; init; }

    /// <summary>What would be right, e.g. the allowed words.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public JsonObject? Ctx { get; init; }
}
