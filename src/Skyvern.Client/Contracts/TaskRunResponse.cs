using System.Text.Json.Serialization;

namespace Skyvern.Client.Contracts;

/// <summary>A run: its status, its result and the request that started it. Every key is always present.</summary>
public sealed record TaskRunResponse : RunFields
{
    /// <summary>The request as accepted: address normalised, engine filled in, secrets masked.</summary>
    [JsonPropertyOrder(1)]
    public required RunRequestEcho RunRequest { get; init; }
}
