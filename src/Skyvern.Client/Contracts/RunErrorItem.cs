using System.Text.Json.Serialization;

namespace Skyvern.Client.Contracts;

/// <summary>One entry of a run's errors.</summary>
public sealed record RunErrorItem
{
    /// <summary>A code of the server, or a key of the run's error_code_mapping.</summary>
    public required string ErrorCode { get; init; }

    /// <summary>What happened, in plain words.</summary>
    public required string Reasoning { get; init; }

    /// <summary>0 to 1; only for codes of the caller.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? ConfidenceFloat { get; init; }

    /// <summary><c>USER_DEFINED_ERROR</c> or <c>SYSTEM_DEFINED_ERROR</c>.</summary>
    public required string ErrorType { get; init; }
}
