using System.Text.Json.Nodes;

namespace Skyvern.Server.Pages.Snippets;

/// <summary>The request for a POSIX shell.</summary>
internal static class CurlSnippet
{
    public static string Write(string api, JsonObject body, string path = "/v1/run/tasks") =>
        $"""
        curl -sS {Quote(api + path)} \
          -H "x-api-key: $SKYVERN_API_KEY" \
          -H "content-type: application/json" \
          --data-raw {Quote(RequestCode.ToText(body))}
        """;

    // Between single quotes a shell reads everything as it stands, but for the single quote itself.
    private static string Quote(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
