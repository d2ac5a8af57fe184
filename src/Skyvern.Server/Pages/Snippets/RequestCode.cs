using System.Text.Json;
using System.Text.Json.Nodes;
using Skyvern.Client.Contracts;
using Skyvern.Client.Json;

namespace Skyvern.Server.Pages.Snippets;

/// <summary>Writes the call that starts a run in the languages that people paste from. Every text can be run as it stands once the variable SKYVERN_API_KEY is set.</summary>
internal static class RequestCode
{
    private static readonly string[] OffByDefault = ["start_fresh_browser", "publish_workflow", "include_action_history_in_verification"];

    /// <summary>The request in every language.</summary>
    /// <param name="api">The public address of the API.</param>
    /// <param name="body">The body of POST /v1/run/tasks.</param>
    public static IReadOnlyList<RequestSnippet> Of(string api, JsonObject body) =>
    [
        new("curl", "curl", CurlSnippet.Write(api, body)),
        new("csharp", "C#", CSharpSnippet.Write(api, body)),
        new("python", "Python", PythonSnippet.Write(api, body)),
        new("json", "JSON", ToText(body)),
    ];

    /// <summary>The body that asks for the same as a run did; what was masked stays masked.</summary>
    public static JsonObject BodyOf(RunRequestEcho asked)
    {
        var body = JsonSerializer.SerializeToNode(asked, WireJson.RequestOptions)!.AsObject();
        foreach (var flag in OffByDefault.Where(flag => body[flag] is JsonValue value && value.TryGetValue(out bool isSet) && !isSet))
        {
            body.Remove(flag);
        }

        return body;
    }

    /// <summary>JSON for people to read, characters not escaped.</summary>
    public static string ToText(JsonNode? value) => LiteralText.Json.Write(value);

    /// <summary>A text as JSON writes it, which is how C# and Python write it, too.</summary>
    public static string Quote(string text) => JsonSerializer.Serialize(text, WireJson.Options);
}
