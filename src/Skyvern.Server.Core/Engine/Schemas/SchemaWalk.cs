using System.Text.Json;
using System.Text.Json.Nodes;

namespace Skyvern.Server.Core.Engine.Schemas;

/// <summary>One walk over an output and its schema side by side: repairs scalars and collects problems.</summary>
internal sealed class SchemaWalk(JsonElement root, List<string> problems)
{
    private const int MaxDepth = 64;
    private const int MaxProblems = 20;

    /// <summary>The value, repaired where possible.</summary>
    public JsonNode? Check(JsonNode? value, JsonElement schema, string path, int depth)
    {
        if (schema.ValueKind == JsonValueKind.False)
        {
            Add($"{path} is not allowed: leave it out.");
            return value;
        }

        if (depth > MaxDepth || schema.ValueKind != JsonValueKind.Object)
        {
            return value;
        }

        if (SchemaReferences.Resolve(root, schema) is not { } resolved)
        {
            Add($"{path}: the schema refers to {schema.GetProperty("$ref")}, which it does not define. Correct the reference.");
            return value;
        }

        schema = resolved;
        value = CheckType(value, schema, path, out var fits);
        if (!fits)
        {
            return value;
        }

        value = CheckChoices(value, schema, path, depth);
        value = ValueRules.CheckEnum(value, schema, path, Add);
        ValueRules.CheckScalar(value, schema, path, Add);
        switch (value)
        {
            case JsonObject members:
                CheckObject(members, schema, path, depth);
                break;
            case JsonArray items:
                CheckArray(items, schema, path, depth);
                break;
        }

        return value;
    }

    private JsonNode? CheckType(JsonNode? value, JsonElement schema, string path, out bool fits)
    {
        var types = SchemaTypes.Of(schema);
        fits = types.Count == 0 || types.Any(type => SchemaTypes.Fits(value, type));
        if (fits)
        {
            return value;
        }

        if (value is not null && types.Select(type => ScalarRepair.TryRepair(value, type)).FirstOrDefault(repaired => repaired is not null) is { } repaired)
        {
            fits = true;
            return repaired;
        }

        Add($"{path} must be {SchemaTypes.Describe(types)} but is {SchemaTypes.Show(value)}. Give {SchemaTypes.Describe(types)}.");
        return value;
    }

    private JsonNode? CheckChoices(JsonNode? value, JsonElement schema, string path, int depth)
    {
        if (schema.TryGetProperty("allOf", out var all) && all.ValueKind == JsonValueKind.Array)
        {
            value = all.EnumerateArray().Aggregate(value, (current, part) => Check(current, part, path, depth + 1));
        }

        foreach (var word in (string[])["anyOf", "oneOf"])
        {
            if (!schema.TryGetProperty(word, out var choices) || choices.ValueKind != JsonValueKind.Array || choices.GetArrayLength() == 0)
            {
                continue;
            }

            var tries = choices.EnumerateArray().Select(choice => Try(value, choice, path, depth + 1)).ToList();
            var fitting = tries.Where(attempt => attempt.Problems.Count == 0).ToList();
            if (fitting.Count == 0)
            {
                Add($"{path} fits none of the {tries.Count} forms allowed there. Nearest: {tries.MinBy(attempt => attempt.Problems.Count)!.Problems[0]}");
                continue;
            }

            // A form that takes the value as it is goes before one that needs a repair.
            value = fitting.FirstOrDefault(attempt => JsonNode.DeepEquals(attempt.Output, value), fitting[0]).Output;
        }

        return value;
    }

    private OutputCheck Try(JsonNode? value, JsonElement choice, string path, int depth)
    {
        var found = new List<string>();
        return new OutputCheck(new SchemaWalk(root, found).Check(value?.DeepClone(), choice, path, depth), found);
    }

    private void CheckObject(JsonObject members, JsonElement schema, string path, int depth)
    {
        var required = SchemaTypes.Required(schema);
        foreach (var name in required.Where(name => !members.ContainsKey(name)))
        {
            Add($"{path}.{name} is missing, and the schema requires it. Add it with the value from the page.");
        }

        var hasProperties = schema.TryGetProperty("properties", out var properties) && properties.ValueKind == JsonValueKind.Object;
        var closed = schema.TryGetProperty("additionalProperties", out var additional) && additional.ValueKind == JsonValueKind.False;
        foreach (var (name, value) in members.ToList())
        {
            var place = $"{path}.{name}";
            if (hasProperties && properties.TryGetProperty(name, out var property))
            {
                if (value is not null || required.Contains(name))
                {
                    Replace(Check(value, property, place, depth + 1), value, repaired => members[name] = repaired);
                }
            }
            else if (closed)
            {
                Add($"{place} is not in the schema. Leave it out.");
            }
            else if (additional.ValueKind == JsonValueKind.Object)
            {
                Replace(Check(value, additional, place, depth + 1), value, repaired => members[name] = repaired);
            }
        }
    }

    private void CheckArray(JsonArray items, JsonElement schema, string path, int depth)
    {
        if (SchemaTypes.Number(schema, "minItems") is { } least && items.Count < least)
        {
            Add($"{path} has {items.Count} items, the schema asks for at least {least}. Add the missing ones.");
        }

        if (SchemaTypes.Number(schema, "maxItems") is { } most && items.Count > most)
        {
            Add($"{path} has {items.Count} items, the schema allows {most}. Leave out the rest.");
        }

        if (!schema.TryGetProperty("items", out var item))
        {
            return;
        }

        for (var i = 0; i < items.Count; i++)
        {
            var (index, value) = (i, items[i]);
            Replace(Check(value, item, $"{path}[{i}]", depth + 1), value, repaired => items[index] = repaired);
        }
    }

    private static void Replace(JsonNode? repaired, JsonNode? value, Action<JsonNode?> set)
    {
        if (!ReferenceEquals(repaired, value))
        {
            set(repaired?.Parent is null ? repaired : repaired.DeepClone());
        }
    }

    private void Add(string problem)
    {
        if (problems.Count < MaxProblems)
        {
            problems.Add(problem);
        }
    }
}
