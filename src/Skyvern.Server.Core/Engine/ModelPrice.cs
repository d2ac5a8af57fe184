using System.ComponentModel.DataAnnotations;

namespace Skyvern.Server.Core.Engine;

/// <summary>What a model costs, in USD per million tokens.</summary>
public sealed class ModelPrice
{
    /// <summary>Prompt tokens that were not in the provider's cache.</summary>
    [Range(0, 1_000_000)]
    public decimal Input { get; set; }

    /// <summary>Prompt tokens from the cache; null: as <see cref="Input"/>.</summary>
    [Range(0, 1_000_000)]
    public decimal? CachedInput { get; set; }

    /// <summary>Prompt tokens written into the cache; null: as <see cref="Input"/>.</summary>
    [Range(0, 1_000_000)]
    public decimal? CacheWrite { get; set; }

    /// <summary>Reply tokens, reasoning included.</summary>
    [Range(0, 1_000_000)]
    public decimal Output { get; set; }
}
