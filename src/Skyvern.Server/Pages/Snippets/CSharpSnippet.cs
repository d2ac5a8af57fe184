using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Skyvern.Client.Contracts;

namespace Skyvern.Server.Pages.Snippets;

/// <summary>The request for a .NET program that references the package Skyvern.Client.</summary>
internal static class CSharpSnippet
{
    /// <summary>Fields of the request by their wire names.</summary>
    private static readonly Dictionary<string, PropertyInfo> Fields =
        typeof(RunTaskRequest).GetProperties().ToDictionary(field => JsonNamingPolicy.SnakeCaseLower.ConvertName(field.Name), StringComparer.Ordinal);

    public static string Write(string api, JsonObject body)
    {
        var text = new StringBuilder();
        if (body.Any(field => field.Value is JsonArray || (field.Value is JsonObject && Fields.TryGetValue(field.Key, out var json) && !IsMap(json))))
        {
            text.Append("using System.Text.Json.Nodes;\n");
        }

        text.Append("using Skyvern.Client;\nusing Skyvern.Client.Contracts;\n\n")
            .Append("var key = Environment.GetEnvironmentVariable(\"SKYVERN_API_KEY\")!;\n")
            .Append("using var client = new SkyvernClient(new Uri(").Append(Quote(api)).Append("), key);\n\n")
            .Append("var run = await client.RunTaskAsync(new RunTaskRequest\n{\n");
        foreach (var (name, value) in body)
        {
            // The client leaves out what is null.
            if (value is not null && Fields.TryGetValue(name, out var field))
            {
                text.Append("    ").Append(field.Name).Append(" = ").Append(IsMap(field) ? Map(value.AsObject()) : Literal(value)).Append(",\n");
            }
        }

        return text.Append("});\n")
            .Append("run = await client.WaitForCompletionAsync(run.RunId);\n")
            .Append("Console.WriteLine($\"{run.Status}: {run.Output}\");").ToString();
    }

    private static bool IsMap(PropertyInfo field) => field.PropertyType == typeof(IReadOnlyDictionary<string, string>);

    private static string Literal(JsonNode value) => value switch
    {
        JsonObject or JsonArray => Parsed(value),
        _ when value.GetValueKind() == JsonValueKind.String => Quote(value.GetValue<string>()),
        _ => value.ToJsonString(),
    };

    private static string Map(JsonObject map)
    {
        var text = new StringBuilder("new Dictionary<string, string>\n    {\n");
        foreach (var (key, value) in map)
        {
            text.Append("        [").Append(Quote(key)).Append("] = ").Append(Quote(value?.GetValue<string>() ?? "")).Append(",\n");
        }

        return text.Append("    }").ToString();
    }

    // Three quotes in a row cannot stand in JSON, so it can stand in a raw text.
    private static string Parsed(JsonNode value)
    {
        var text = new StringBuilder("JsonNode.Parse(\n        \"\"\"\n");
        foreach (var line in OneLineEach(RequestCode.ToText(value)).Split('\n'))
        {
            text.Append("        ").Append(line).Append('\n');
        }

        return text.Append("        \"\"\")").ToString();
    }

    private static string Quote(string text) => OneLineEach(RequestCode.Quote(text));

    // To C# these end a line, wherever they stand.
    private static string OneLineEach(string text) => text
        .Replace("\u0085", "\\u0085", StringComparison.Ordinal)
        .Replace("\u2028", "\\u2028", StringComparison.Ordinal)
        .Replace("\u2029", "\\u2029", StringComparison.Ordinal);
}
