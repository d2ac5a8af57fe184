using System.Text.Json.Nodes;

namespace Skyvern.Server.Pages.Snippets;

/// <summary>The request for Python 3, with nothing to install.</summary>
internal static class PythonSnippet
{
    public static string Write(string api, JsonObject body) =>
        $$"""
        import json
        import os
        import urllib.request

        task = {{LiteralText.Python.Write(body)}}

        request = urllib.request.Request(
            {{RequestCode.Quote($"{api}/v1/run/tasks")}},
            data=json.dumps(task).encode(),
            headers={"x-api-key": os.environ["SKYVERN_API_KEY"], "content-type": "application/json"},
        )
        with urllib.request.urlopen(request) as answer:
            run = json.load(answer)
        print(run["run_id"], run["status"], run["app_url"])
        """;
}
