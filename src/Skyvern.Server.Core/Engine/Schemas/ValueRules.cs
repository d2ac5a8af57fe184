using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Skyvern.Server.Core.Engine.Schemas;

/// <summary>The rules of a schema that look at one value: enum, const, format, pattern, minimum, maximum, lengths.</summary>
internal static class ValueRules
{
    private static readonly TimeSpan PatternPatience = TimeSpan.FromMilliseconds(200);

    /// <summary>The value, in the spelling of the enum when only case differs.</summary>
    public static JsonNode? CheckEnum(JsonNode? value, JsonElement schema, string path, Action<string> add)
    {
        var allowed = schema.TryGetProperty("enum", out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray().ToList()
            : schema.TryGetProperty("const", out var only) ? [only]
            : null;
        if (allowed is null || allowed.Any(choice => Same(choice, value)))
        {
            return value;
        }

        if (value?.GetValueKind() == JsonValueKind.String
            && allowed.Where(choice => choice.ValueKind == JsonValueKind.String
                && string.Equals(choice.GetString(), value.GetValue<string>().Trim(), StringComparison.OrdinalIgnoreCase)).ToList() is [var spelled])
        {
            return JsonValue.Create(spelled.GetString());
        }

        add($"{path} is {SchemaTypes.Show(value)}. Give one of: {string.Join(", ", allowed.Take(10).Select(choice => choice.GetRawText()))}.");
        return value;
    }

    /// <summary>Adds what is wrong with a string or number.</summary>
    public static void CheckScalar(JsonNode? value, JsonElement schema, string path, Action<string> add)
    {
        switch (value?.GetValueKind())
        {
            case JsonValueKind.String:
                CheckText(value.GetValue<string>(), schema, path, add);
                break;
            case JsonValueKind.Number:
                CheckNumber(SchemaTypes.NumberOf(value)!.Value, schema, path, add);
                break;
        }
    }

    private static void CheckText(string text, JsonElement schema, string path, Action<string> add)
    {
        if (schema.TryGetProperty("format", out var format) && format.ValueKind == JsonValueKind.String
            && FormatCheck.Problem(text, format.GetString()!) is { } wanted)
        {
            add($"{path} is {SchemaTypes.Show(text)}. Give {wanted}.");
        }

        if (schema.TryGetProperty("pattern", out var pattern) && pattern.ValueKind == JsonValueKind.String && !Matches(text, pattern.GetString()!))
        {
            add($"{path} is {SchemaTypes.Show(text)}. Give a text that matches the pattern {pattern.GetString()}.");
        }

        if (SchemaTypes.Number(schema, "minLength") is { } least && text.Length < least)
        {
            add($"{path} is shorter than {least} characters. Give the whole text.");
        }

        if (SchemaTypes.Number(schema, "maxLength") is { } most && text.Length > most)
        {
            add($"{path} is longer than {most} characters. Shorten it.");
        }
    }

    private static void CheckNumber(double number, JsonElement schema, string path, Action<string> add)
    {
        var shown = number.ToString(CultureInfo.InvariantCulture);
        if (SchemaTypes.Number(schema, "minimum") is { } least && number < (double)least)
        {
            add($"{path} is {shown}. Give a number of at least {least}.");
        }

        if (SchemaTypes.Number(schema, "maximum") is { } most && number > (double)most)
        {
            add($"{path} is {shown}. Give a number of at most {most}.");
        }
    }

    private static bool Matches(string text, string pattern)
    {
        try
        {
            return Regex.IsMatch(text, pattern, RegexOptions.CultureInvariant, PatternPatience);
        }
        catch (Exception e) when (e is ArgumentException or RegexMatchTimeoutException)
        {
            // A pattern that .NET cannot read or that takes too long says nothing about the value.
            return true;
        }
    }

    private static bool Same(JsonElement choice, JsonNode? value) =>
        choice.ValueKind == JsonValueKind.Number && value?.GetValueKind() == JsonValueKind.Number
            ? choice.GetDouble().Equals(SchemaTypes.NumberOf(value))
            : JsonElement.DeepEquals(choice, JsonSerializer.SerializeToElement(value));
}
