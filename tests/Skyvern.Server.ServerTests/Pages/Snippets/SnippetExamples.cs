using System.Text.Json.Nodes;
using Skyvern.Client;
using Skyvern.Client.Contracts;

namespace Skyvern.Server.ServerTests.Pages.Snippets;

/// <summary>The code that <see cref="RequestCodeTests"/> expects, so that it compiles.</summary>
internal static class SnippetExamples
{
    public static async Task RunAsync()
    {
        var key = Environment.GetEnvironmentVariable("SKYVERN_API_KEY")!;
        using var client = new SkyvernClient(new Uri("http://localhost:8000"), key);

        var run = await client.RunTaskAsync(new RunTaskRequest
        {
            Prompt = "Say \"it's\" \\ in two\nlines: \u2028 Zoë 😀",
            Url = "https://shop.example/",
            ProxyLocation = "RESIDENTIAL_DE",
            DataExtractionSchema = JsonNode.Parse(
                """
                {
                  "type": "object",
                  "properties": { "name": { "type": "string" }, "sizes": { "type": "array" } },
                  "required": ["name"]
                }
                """),
            ErrorCodeMapping = new Dictionary<string, string>
            {
                ["SOLD_OUT"] = "Nothing is left",
            },
            MaxSteps = 7,
            PublishWorkflow = true,
        });
        run = await client.WaitForCompletionAsync(run.RunId);
        Console.WriteLine($"{run.Status}: {run.Output}");
    }
}
