using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Skyvern.Server.Pages.Snippets;
using Skyvern.Server.Testing;

namespace Skyvern.Server.ServerTests.Pages.Snippets;

[Collection(ApiTests.Name)]
public sealed class RequestCodeTests(ApiServer api)
{
    private const string Body =
        """
        {
          "prompt": "Say \"it's\" \\ in two\nlines: \u2028 Zoë 😀", "url": "https://shop.example/", "proxy_location": "RESIDENTIAL_DE",
          "data_extraction_schema": {"type": "object", "properties": {"name": {"type": "string"}, "sizes": {"type": "array"}}, "required": ["name"]},
          "error_code_mapping": {"SOLD_OUT": "Nothing is left"}, "max_steps": 7, "publish_workflow": true
        }
        """;

    [Theory]
    [InlineData("curl", "sh")]
    [InlineData("python", "python3")]
    public async Task Code_RunAsItStands_StartsTheTask(string language, string program)
    {
        using var tenant = await api.NewTenantAsync();
        var code = Code(language, api.Server.Address.ToString().TrimEnd('/'));
        using var folder = new TempFolder();
        await File.WriteAllTextAsync(folder["request"], code);
        using var process = Process.Start(new ProcessStartInfo(program, folder["request"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["SKYVERN_API_KEY"] = tenant.Key, ["NO_PROXY"] = "*", ["PYTHONIOENCODING"] = "utf-8" },
        })!;
        var printed = await process.StandardOutput.ReadToEndAsync();
        var complaints = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.True(process.ExitCode == 0, complaints);
        var runs = (await Json.ReadAsync(await tenant.Http.GetAsync("/v1/runs"))).EnumerateArray().ToList();
        Assert.True(runs.Count == 1, printed);
        var run = runs[0].GetProperty("run_id").GetString()!;
        Assert.Contains(run, printed, StringComparison.Ordinal);
        var asked = (await Json.ReadAsync(await tenant.Http.GetAsync($"/v1/runs/{run}"))).GetProperty("run_request");
        Assert.All(JsonElement.Parse(Body).EnumerateObject(), field => Assert.True(
            JsonElement.DeepEquals(field.Value, asked.GetProperty(field.Name)), $"{field.Name}: {asked.GetProperty(field.Name)}"));
    }

    [Fact]
    public void CSharp_IsTheCodeThatCompiles()
    {
        var written = Code("csharp", "http://localhost:8000");
        var compiled = Plain(Repository.Read("tests", "Skyvern.Server.ServerTests", "Pages", "Snippets", "SnippetExamples.cs"));

        var (uses, program) = (written.Split('\n').TakeWhile(line => line.Length > 0), written[(written.IndexOf("\n\n", StringComparison.Ordinal) + 2)..]);
        Assert.All(uses, line => Assert.Contains(line, compiled, StringComparison.Ordinal));
        Assert.Contains(Plain(program), compiled, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_IsTheBodyAsPeopleWriteIt()
    {
        var json = Code("json", "http://localhost:8000");

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Body), JsonNode.Parse(json)));
        Assert.Contains("\n    \"properties\": { \"name\": { \"type\": \"string\" }, \"sizes\": { \"type\": \"array\" } },\n", json, StringComparison.Ordinal);
    }

    private static string Code(string language, string address) =>
        RequestCode.Of(address, JsonNode.Parse(Body)!.AsObject()).Single(snippet => snippet.Key == language).Code;

    // Only the indentation may differ.
    private static string Plain(string code) => string.Join('\n', code.ReplaceLineEndings("\n").Split('\n').Select(line => line.Trim())).Trim();
}
