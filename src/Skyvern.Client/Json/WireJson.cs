using System.Text.Json;
using System.Text.Json.Serialization;

namespace Skyvern.Client.Json;

/// <summary>How JSON is written on the wire: snake_case keys, nulls written, times in one form, text not escaped.</summary>
public static class WireJson
{
    /// <summary>For answers and webhook bodies.</summary>
    public static JsonSerializerOptions Options { get; } = Freeze(Configure(new JsonSerializerOptions()));

    /// <summary>For requests: what was not set is left out, because an explicit null means something else for some fields.</summary>
    public static JsonSerializerOptions RequestOptions { get; } = Freeze(Configure(new JsonSerializerOptions
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    }));

    /// <summary>Applies the wire's rules to options that somebody else made.</summary>
    public static JsonSerializerOptions Configure(JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);

        // Only property names are turned into snake_case: keys of dictionaries are the caller's own words (AUTH_FAILED).
        options.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
        options.DictionaryKeyPolicy = null;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.Encoder = PlainJsonEncoder.Instance;
        options.Converters.Add(new WireTimeConverter());
        options.Converters.Add(new WholeNumberConverter());
        return options;
    }

    private static JsonSerializerOptions Freeze(JsonSerializerOptions options)
    {
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
