using System.Text.Json.Nodes;

namespace Skyvern.Server.Llm.Replies;

/// <summary>
/// The form of a step's reply: one closed object for each of the actions, as strict modes want it: every property required, nothing
/// else allowed. It is the same for every run, since providers cache it with the prefix.
/// </summary>
internal static class StepSchema
{
    private static readonly (string Act, (string Name, JsonObject Schema)[] Properties)[] Actions =
    [
        ("click", [Ref(), ("mode", OneOf("left", "double", "right"))]),
        ("fill", [("fields", List(Closed(Ref(), ("value", Type("string")))))]),
        ("type", [Ref(), ("text", Type("string")), ("enter", Type("boolean")), ("append", Type("boolean"))]),
        ("select", [Ref(), ("options", List(Type("string")))]),
        ("press", [("key", Type("string")), Ref(nullable: true)]),
        ("scroll", [Ref(nullable: true), ("to", Type("string"))]),
        ("hover", [Ref()]),
        ("drag", [Ref(), ("to_ref", Type("string"))]),
        ("upload", [Ref(), ("file", Type("string"))]),
        ("goto", [("url", Type("string"))]),
        ("back", []),
        ("tab", [("op", OneOf("open", "switch", "close")), ("id", Type("string", nullable: true))]),
        ("wait", [("seconds", Type("integer")), ("for", Type("string", nullable: true))]),
        ("find", [("text", Type("string"))]),
        ("read", [("part", Type("integer"))]),
        ("extract", [("what", Type("string"))]),
        ("look", []),
        ("click_at", [("x", Type("integer")), ("y", Type("integer"))]),
        ("otp", [Ref()]),
        ("login", [("credential", Type("string"))]),
        ("captcha", []),
        ("done",
        [
            ("status", OneOf("completed", "failed", "terminated")), ("reason", Type("string")), ("output", Type("string", nullable: true)),
            ("errors", List(Type("string"))),
        ]),
    ];

    private static readonly Dictionary<string, string> Named =
        Actions.ToDictionary(action => action.Act, action => string.Join(", ", action.Properties.Select(property => property.Name)));

    /// <summary>The schema as JSON text.</summary>
    public static readonly string Json = Step().ToJsonString();

    /// <summary>The words of all actions.</summary>
    public static IEnumerable<string> Acts => Actions.Select(action => action.Act);

    /// <summary>Names of an action's properties, to tell a model what it left out.</summary>
    public static string PropertiesOf(string act) => Named.GetValueOrDefault(act, "");

    private static JsonObject Step() => Closed(
        ("note", Type("string")),
        ("plan", List(Type("string"), nullable: true)),
        ("memory", Type("string")),
        ("goals", List(Closed(("i", Type("integer")), ("ok", Type("boolean"))))),
        ("do", List(new JsonObject { ["anyOf"] = new JsonArray([.. Actions.Select(action => (JsonNode)Action(action.Act, action.Properties))]) })));

    private static JsonObject Action(string act, (string Name, JsonObject Schema)[] properties) =>
        Closed([("act", new JsonObject { ["type"] = "string", ["const"] = act }), .. properties]);

    private static JsonObject Closed(params (string Name, JsonObject Schema)[] properties) => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject(properties.Select(property => KeyValuePair.Create(property.Name, (JsonNode?)property.Schema))),
        ["required"] = new JsonArray([.. properties.Select(property => (JsonNode)property.Name)]),
        ["additionalProperties"] = false,
    };

    private static JsonObject List(JsonObject items, bool nullable = false)
    {
        var list = Type("array", nullable);
        list["items"] = items;
        return list;
    }

    private static (string Name, JsonObject Schema) Ref(bool nullable = false) => ("ref", Type("string", nullable));

    private static JsonObject Type(string type, bool nullable = false) =>
        new() { ["type"] = nullable ? new JsonArray(type, "null") : type };

    private static JsonObject OneOf(params string[] words) =>
        new() { ["type"] = "string", ["enum"] = new JsonArray([.. words.Select(word => (JsonNode)word)]) };
}
