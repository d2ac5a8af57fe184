using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Skyvern.Server.Pages.Snippets;

/// <summary>The request for Python 3, with nothing to install.</summary>
internal static class PythonSnippet
{
    private const int Level = 4;

    public static string Write(string api, JsonObject body) =>
        $$"""
        import json
        import os
        import urllib.request

        task = {{Literal(body)}}

        request = urllib.request.Request(
            {{RequestCode.Quote($"{api}/v1/run/tasks")}},
            data=json.dumps(task).encode(),
            headers={"x-api-key": os.environ["SKYVERN_API_KEY"], "content-type": "application/json"},
        )
        with urllib.request.urlopen(request) as answer:
            run = json.load(answer)
        print(run["run_id"], run["status"], run["app_url"])
        """.ReplaceLineEndings("\n");

    private static string Literal(JsonNode? value, int depth = 0) => value switch
    {
        null => "None",
        JsonObject { Count: > 0 } map => Block('{', map.Select(member => $"{RequestCode.Quote(member.Key)}: {Literal(member.Value, depth + 1)}"), '}', depth),
        JsonArray { Count: > 0 } list => Block('[', list.Select(item => Literal(item, depth + 1)), ']', depth),
        _ => value.GetValueKind() switch
        {
            JsonValueKind.True => "True",
            JsonValueKind.False => "False",
            JsonValueKind.String => RequestCode.Quote(value.GetValue<string>()),
            _ => value.ToJsonString(),
        },
    };

    private static string Block(char open, IEnumerable<string> items, char close, int depth)
    {
        var text = new StringBuilder().Append(open).Append('\n');
        foreach (var item in items)
        {
            text.Append(' ', (depth + 1) * Level).Append(item).Append(",\n");
        }

        return text.Append(' ', depth * Level).Append(close).ToString();
    }
}
