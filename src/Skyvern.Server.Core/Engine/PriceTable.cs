using Microsoft.Extensions.Options;

namespace Skyvern.Server.Core.Engine;

/// <summary>Knows what tokens cost. A model without a price costs an unknown amount, never nothing.</summary>
internal sealed class PriceTable(IOptions<EngineOptions> options)
{
    private const decimal Million = 1_000_000m;

    /// <summary>The cost in USD; null when the model's price is not known.</summary>
    public decimal? CostOf(TokenUsage usage)
    {
        if (usage is { Input: 0, Output: 0 })
        {
            return 0;
        }

        if (usage.Model is not { } model || Find(model) is not { } price)
        {
            return null;
        }

        // Cached and written tokens are parts of the prompt's, each with a price of its own.
        var cached = Math.Min(usage.Cached ?? 0, usage.Input);
        var written = Math.Min(usage.CacheWrite ?? 0, usage.Input - cached);
        var fresh = usage.Input - cached - written;
        return ((fresh * price.Input) + (cached * (price.CachedInput ?? price.Input)) + (written * (price.CacheWrite ?? price.Input))
            + (usage.Output * price.Output)) / Million;
    }

    /// <summary>By its name, without the provider's prefix, else by the longest name that it is a dated edition of.</summary>
    private ModelPrice? Find(string model) => options.Value.Prices
        .Where(entry => IsOf(model, entry.Key) || IsOf(model[(model.LastIndexOf('/') + 1)..], entry.Key))
        .OrderByDescending(entry => entry.Key.Length)
        .Select(entry => entry.Value)
        .FirstOrDefault();

    private static bool IsOf(string model, string name) =>
        model.StartsWith(name, StringComparison.OrdinalIgnoreCase)
        && (model.Length == name.Length || (model[name.Length] is '-' or '@' && model.Length > name.Length + 1 && char.IsAsciiDigit(model[name.Length + 1])));
}
