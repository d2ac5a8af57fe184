using System.Text.Json;
using System.Text.Json.Nodes;

namespace Skyvern.Server.Core.Engine.Schemas;

/// <summary>Turns a scalar of the wrong type into one of the right type where nothing is lost.</summary>
internal static class ScalarRepair
{
    /// <summary>The value as the type, or null when it cannot be one.</summary>
    public static JsonValue? TryRepair(JsonNode value, string type) => (type, value.GetValueKind()) switch
    {
        ("number", JsonValueKind.String) => NumberText.TryParse(value.GetValue<string>(), out var number) ? JsonValue.Create(number) : null,
        ("integer", JsonValueKind.String) => NumberText.TryParse(value.GetValue<string>(), out var number) && number == decimal.Truncate(number)
            ? JsonValue.Create(decimal.Truncate(number))
            : null,
        ("boolean", JsonValueKind.String) => value.GetValue<string>().Trim().ToLowerInvariant() switch
        {
            "true" or "yes" => JsonValue.Create(true),
            "false" or "no" => JsonValue.Create(false),
            _ => null,
        },
        ("string", JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False) => JsonValue.Create(value.ToJsonString()),
        _ => null,
    };
}
