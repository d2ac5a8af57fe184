using System.ComponentModel.DataAnnotations;

namespace Skyvern.Client.Contracts;

/// <summary>Runs to stop.</summary>
public sealed record BulkCancelRequest
{
    /// <summary>The runs, at most 100; one named twice counts once.</summary>
    [Required, MaxLength(100)]
    public IReadOnlyList<string>? RunIds { get; init; }
}

/// <summary>What became of them.</summary>
public sealed record BulkCancelResponse
{
    /// <summary>Runs that are stopped.</summary>
    public required IReadOnlyList<string> Cancelled { get; init; }

    /// <summary>Runs that are not known or had already ended.</summary>
    public required IReadOnlyList<string> Failed { get; init; }
}
