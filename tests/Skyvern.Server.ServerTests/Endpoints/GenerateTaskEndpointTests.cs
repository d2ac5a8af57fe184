using System.Net;
using Skyvern.Server.Testing;

namespace Skyvern.Server.ServerTests.Endpoints;

[Collection(ApiTests.Name)]
public sealed class GenerateTaskEndpointTests(ApiServer api)
{
    [Fact]
    public async Task GenerateTask_WithoutAModel_TellsWhatTheGoalNamesOrThatItNamesNothing()
    {
        using var answer = await PostAsync(api.Server, """{"prompt": "Go to https://shop.example/ and extract the prices"}""");
        using var nothing = await PostAsync(api.Server, """{"prompt": "Find me the best printer"}""");
        using var invalid = await PostAsync(api.Server, """{"prompt": " "}""");

        var task = await Json.ReadAsync(answer);
        Assert.Equal(("https://shop.example/", "Extract the prices"), (task.GetProperty("url").GetString(), task.GetProperty("data_extraction_goal").GetString()));
        Assert.StartsWith("tg_", task.GetProperty("task_generation_id").GetString());
        Assert.Contains("language model", await Answers.AssertErrorAsync(HttpStatusCode.ServiceUnavailable, nothing));
        Assert.Equal(["string_too_short at body.prompt"], await Answers.AssertInvalidAsync(invalid));
    }

    [Fact]
    public async Task GenerateTask_WithAModel_AsksItOnceOrSaysWhyNot()
    {
        var works = true;
        await using var stub = await StubOpenAi.StartAsync(_ => Volatile.Read(ref works)
            ? StubOpenAiReply.Of("""{"url": null, "navigation_goal": "Look", "navigation_payload": "{\"a\": \"ü\"}", "data_extraction_goal": null, "extracted_information_schema": null, "title": "Look"}""")
            : StubOpenAiReply.Unauthorized());
        await using var server = await ServerFactory.StartAsync(
            new Dictionary<string, string?> { ["Llm:Endpoint"] = stub.Endpoint, ["Llm:ApiKey"] = "sk-geheim-123456" }, works: false);

        using var answer = await PostAsync(server, """{"prompt": "Look around"}""");
        Volatile.Write(ref works, false);
        using var failed = await PostAsync(server, """{"prompt": "Look around"}""");

        Assert.Equal("ü", (await Json.ReadAsync(answer)).GetProperty("navigation_payload").GetProperty("a").GetString());
        Assert.DoesNotContain("sk-geheim", await Answers.AssertErrorAsync(HttpStatusCode.ServiceUnavailable, failed));
    }

    private static Task<HttpResponseMessage> PostAsync(ServerFactory server, string body) => server.Http.PostAsync("/api/v1/generate/task", Json.Body(body));
}
