using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Skyvern.Client.Contracts;

/// <summary>A run: its status, its result and the request that started it. Every key is always present.</summary>
public sealed record TaskRunResponse : RunFields
{
    /// <summary>An empty one, to be filled.</summary>
    public TaskRunResponse()
    {
    }

    /// <summary>The fields that it shares, with the request.</summary>
    [SetsRequiredMembers]
    public TaskRunResponse(RunFields fields, RunRequestEcho runRequest)
        : base(fields) => RunRequest = runRequest;

    /// <summary>The request as accepted: address normalised, engine filled in, secrets masked.</summary>
    [JsonPropertyOrder(1)]
    public required RunRequestEcho RunRequest { get; init; }

    /// <summary>Where the output has values that nothing seen in the run shows, e.g. items[2].price; empty when all are confirmed.</summary>
    [JsonPropertyOrder(2)]
    public IReadOnlyList<string> UnverifiedFields { get; init; } = [];

    /// <summary>What the steps cost in USD, once the run has ended; null before, and when a model's price is not known.</summary>
    [JsonPropertyOrder(3)]
    public decimal? CostUsd { get; init; }

    /// <summary>The same as run_id, as the printed samples for TypeScript read it.</summary>
    [JsonPropertyOrder(4), JsonPropertyName("runId")]
    public string RunIdAlias => RunId;
}
