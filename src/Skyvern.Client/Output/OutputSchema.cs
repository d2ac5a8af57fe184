using System.ComponentModel;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;

namespace Skyvern.Client.Output;

/// <summary>Says in JSON Schema what a .NET type holds, so that a run's data can be asked for by that type.</summary>
/// <remarks>
/// Names are in snake_case, enums are words, what may be null may be missing on the page, and <see cref="DescriptionAttribute"/> on a type,
/// a property or a record's parameter tells the planner what is meant.
/// </remarks>
public static class OutputSchema
{
    private static readonly JsonSchemaExporterOptions Exporter = new() { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = Describe };

    /// <summary>How outputs are read unless other options are given.</summary>
    public static JsonSerializerOptions Options { get; } = MakeOptions();

    /// <summary>The schema of a type.</summary>
    /// <param name="options">How the output is going to be read; null: <see cref="Options"/>.</param>
    public static JsonNode Of<T>(JsonSerializerOptions? options = null) => (options ?? Options).GetJsonSchemaAsNode(typeof(T), Exporter);

    private static JsonSerializerOptions MakeOptions()
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
            PropertyNameCaseInsensitive = true,
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
        };
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }

    private static JsonNode Describe(JsonSchemaExporterContext context, JsonNode node)
    {
        if (node is not JsonObject schema)
        {
            return node;
        }

        if (schema["enum"] is JsonArray words && !schema.ContainsKey("type"))
        {
            schema.Insert(0, "type", words.Contains(null) ? new JsonArray("string", "null") : "string");
        }

        ICustomAttributeProvider?[] places =
            [context.PropertyInfo?.AttributeProvider, context.PropertyInfo?.AssociatedParameter?.AttributeProvider, context.TypeInfo.Type];
        if (places.SelectMany(place => place?.GetCustomAttributes(typeof(DescriptionAttribute), inherit: true) ?? []).FirstOrDefault()
            is DescriptionAttribute { Description: { Length: > 0 } text })
        {
            schema.Insert(0, "description", text);
        }

        return schema;
    }
}
