using System.Text.Json;
using System.Text.Json.Nodes;

namespace Skyvern.Server.Core.Engine.Protection;

/// <summary>Hides secrets in JSON without breaking it: a number that is a secret becomes a text.</summary>
internal static class JsonMask
{
    /// <summary>JSON text without secrets.</summary>
    public static string ApplyToJson(this SecretMask mask, string json)
    {
        var masked = mask.Apply(json);
        return ReferenceEquals(masked, json) || masked == json ? json : Clean(mask, JsonNode.Parse(json))?.ToJsonString() ?? "null";
    }

    private static JsonNode? Clean(SecretMask mask, JsonNode? node) => node switch
    {
        JsonObject record => new JsonObject(record.Select(field => KeyValuePair.Create(mask.Apply(field.Key), Clean(mask, field.Value)))),
        JsonArray list => new JsonArray([.. list.Select(item => Clean(mask, item))]),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => mask.Apply(value.GetValue<string>()),
        JsonValue value when value.ToJsonString() is var text && mask.Apply(text) is var shown && shown != text => shown,
        _ => node?.DeepClone(),
    };
}
