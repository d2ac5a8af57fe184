using System.Text.Json.Nodes;

namespace Skyvern.Server.Core.Engine.Schemas;

/// <summary>Reads the words with which people name a type in a bare map: <c>"number"</c>, <c>"string[]"</c>, <c>"the price in euro"</c>.</summary>
internal static class TypePhrase
{
    /// <summary>The schema that the words mean; words that name no type describe the value.</summary>
    public static JsonObject SchemaOf(string words)
    {
        var text = words.Trim();
        var word = text.ToLowerInvariant().TrimEnd('?');
        if (ItemWord(word) is { } item)
        {
            return new JsonObject { ["type"] = "array", ["items"] = SchemaOf(item) };
        }

        return word switch
        {
            "string" or "text" or "str" => new JsonObject { ["type"] = "string" },
            "number" or "float" or "double" or "decimal" or "numeric" => new JsonObject { ["type"] = "number" },
            "integer" or "int" or "long" => new JsonObject { ["type"] = "integer" },
            "boolean" or "bool" => new JsonObject { ["type"] = "boolean" },
            "date" => new JsonObject { ["type"] = "string", ["format"] = "date" },
            "datetime" or "date-time" or "timestamp" => new JsonObject { ["type"] = "string", ["format"] = "date-time" },
            "email" => new JsonObject { ["type"] = "string", ["format"] = "email" },
            "url" or "uri" => new JsonObject { ["type"] = "string", ["format"] = "uri" },
            "object" or "array" => new JsonObject { ["type"] = word },
            "" or "null" or "any" => [],
            _ => new JsonObject { ["description"] = text },
        };
    }

    private static string? ItemWord(string word)
    {
        if (word.EndsWith("[]", StringComparison.Ordinal))
        {
            return word[..^2];
        }

        foreach (var prefix in (string[])["list of ", "array of "])
        {
            if (word.StartsWith(prefix, StringComparison.Ordinal))
            {
                var item = word[prefix.Length..].TrimEnd('s');
                return item is "string" or "number" or "integer" or "boolean" or "date" or "url" or "email" ? item : null;
            }
        }

        return null;
    }
}
