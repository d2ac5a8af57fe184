using System.Text.Json.Nodes;

namespace Skyvern.Server.Llm.Replies;

/// <summary>
/// The form of a step's reply: one closed object for each action available now, as strict modes want it: every property required,
/// nothing else allowed. It is the same for every run, since providers cache it with the prefix.
/// </summary>
internal static class StepSchema
{
    /// <summary>The schema as JSON text.</summary>
    public static readonly string Json = Step().ToJsonString();

    private static JsonObject Step() => Closed(
        ("note", Type("string")),
        ("plan", List(Type("string"), nullable: true)),
        ("memory", Type("string")),
        ("goals", List(Closed(("i", Type("integer")), ("ok", Type("boolean"))))),
        ("do", List(new JsonObject { ["anyOf"] = new JsonArray([.. Actions()]) })));

    private static IEnumerable<JsonNode> Actions() =>
    [
        Action("click", ("ref", Type("string")), ("mode", OneOf("left", "double", "right"))),
        Action("fill", ("fields", List(Closed(("ref", Type("string")), ("value", Type("string")))))),
        Action("type", ("ref", Type("string")), ("text", Type("string")), ("enter", Type("boolean")), ("append", Type("boolean"))),
        Action("select", ("ref", Type("string")), ("options", List(Type("string")))),
        Action("press", ("key", Type("string")), ("ref", Type("string", nullable: true))),
        Action("scroll", ("ref", Type("string", nullable: true)), ("to", Type("string"))),
        Action("goto", ("url", Type("string"))),
        Action("back"),
        Action("tab", ("op", OneOf("open", "switch", "close")), ("id", Type("string", nullable: true))),
        Action("wait", ("seconds", Type("integer")), ("for", Type("string", nullable: true))),
        Action("find", ("text", Type("string"))),
        Action("read", ("part", Type("integer"))),
        Action("extract", ("what", Type("string"))),
        Action(
            "done",
            ("status", OneOf("completed", "failed", "terminated")),
            ("reason", Type("string")),
            ("output", Type("string", nullable: true)),
            ("errors", List(Type("string")))),
    ];

    private static JsonObject Action(string act, params (string Name, JsonObject Schema)[] properties) =>
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

    private static JsonObject Type(string type, bool nullable = false) =>
        new() { ["type"] = nullable ? new JsonArray(type, "null") : type };

    private static JsonObject OneOf(params string[] words) =>
        new() { ["type"] = "string", ["enum"] = new JsonArray([.. words.Select(word => (JsonNode)word)]) };
}
