using System.Text.Json.Serialization;

namespace Skyvern.Client.Contracts;

/// <summary>Every answer that is not a success has this form.</summary>
public sealed record ApiError
{
    /// <summary>What is wrong, in plain words.</summary>
    public required string Detail { get; init; }

    /// <summary>A short phrase for the status.</summary>
    public required string Title { get; init; }

    /// <summary>The HTTP status code.</summary>
    public required int Status { get; init; }

    /// <summary>Finds the request in the server's log.</summary>
    public required string TraceId { get; init; }

    /// <summary>A word for programs; left out where the status says it all.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Code { get; init; }
}
