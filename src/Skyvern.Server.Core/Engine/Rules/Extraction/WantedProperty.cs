using System.Text.Json;
using Skyvern.Server.Core.Engine.Schemas;

namespace Skyvern.Server.Core.Engine.Rules.Extraction;

/// <summary>A property to find.</summary>
/// <param name="Name">As the schema names it.</param>
/// <param name="Schema">Its schema, references followed.</param>
/// <param name="Required">Whether it must have a value.</param>
internal sealed record WantedProperty(string Name, JsonElement Schema, bool Required)
{
    private static readonly JsonElement Text = JsonSerializer.SerializeToElement(new { type = "string" });

    /// <summary>The name in normal form.</summary>
    public string Normal { get; } = Wording.Normalize(Name);

    /// <summary>The types it may have.</summary>
    public IReadOnlyList<string> Types { get; } = SchemaTypes.Of(Schema);

    /// <summary>Its format, or "".</summary>
    public string Format { get; } = Schema.ValueKind == JsonValueKind.Object && Schema.TryGetProperty("format", out var format) ? format.ToString() : "";

    /// <summary>Whether it is an address of a page or picture: then the link's target is the value.</summary>
    public bool IsAddress => Format is "uri" or "url" || ((Types.Count == 0 || Types.Contains("string")) && (PropertySynonyms.Means(Normal, "url") || Normal.EndsWith("image url", StringComparison.Ordinal) || PropertySynonyms.Means(Normal, "image")) && Normal is not ("address" or "page"));

    /// <summary>Whether it is a picture.</summary>
    public bool IsPicture => PropertySynonyms.Means(Normal, "image") || Normal.Split(' ').Any(word => word is "image" or "picture" or "photo" or "thumbnail");

    /// <summary>A property of which only the name is known.</summary>
    public static WantedProperty Named(string name) => new(name, Text, Required: true);
}
