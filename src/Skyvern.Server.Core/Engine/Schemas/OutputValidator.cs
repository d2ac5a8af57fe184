using System.Text.Json;
using System.Text.Json.Nodes;

namespace Skyvern.Server.Core.Engine.Schemas;

/// <summary>
/// Checks an output against the part of JSON Schema that callers use. A value that was not found may be null where its property is not required,
/// whatever its type says.
/// </summary>
internal sealed class OutputValidator : IOutputValidator
{
    /// <inheritdoc />
    public JsonElement? Normalize(JsonElement schema) => SchemaNormalizer.Normalize(schema);

    /// <inheritdoc />
    public OutputCheck Check(JsonNode? output, JsonElement schema)
    {
        if (Normalize(schema) is not { } normal)
        {
            return new OutputCheck(output, []);
        }

        var problems = new List<string>();
        var repaired = new SchemaWalk(normal, problems).Check(output?.DeepClone(), normal, "$", 0);
        return new OutputCheck(repaired, problems);
    }
}
