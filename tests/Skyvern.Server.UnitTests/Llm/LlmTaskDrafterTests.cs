using Skyvern.Server.Core.Engine;
using Skyvern.Server.Core.Engine.Drafts;
using Skyvern.Server.Llm.Drafts;
using Skyvern.Server.Testing;
using MicrosoftOptions = Microsoft.Extensions.Options.Options;

namespace Skyvern.Server.UnitTests.Llm;

public sealed class LlmTaskDrafterTests
{
    private const string Answer = """
        {"url": "https://shop.example", "navigation_goal": "Log in and order paper", "navigation_payload": "{\"user\": \"ada\", \"password\": \"{{password_1}}\", \"amount\": 2}",
         "data_extraction_goal": "The order number", "extracted_information_schema": "{\"type\": \"object\", \"properties\": {\"number\": {\"type\": \"string\"}}}", "title": "Order paper"}
        """;

    [Fact]
    public async Task Draft_PromptWithAPassword_ModelSeesThePlaceholderAndTheCallerGetsTheValue()
    {
        await using var rig = await LlmRig.StartAsync(Answer);

        var draft = await DraftAsync(rig, "Log in at shop.example with user ada and password \"hunter2-x\" and order 2 packs of paper; tell me the number");

        Assert.Equal(("https://shop.example/", "Log in and order paper", "Order paper"), (draft!.Url, draft.NavigationGoal, draft.Title));
        Assert.Equal("""{"user":"ada","password":"hunter2-x","amount":2}""", draft.NavigationPayload!.ToJsonString());
        Assert.Equal("string", draft.Schema!["properties"]!["number"]!["type"]!.GetValue<string>());
        var asked = Assert.Single(rig.Stub.Requests).LastText;
        Assert.Contains("{{password_1}}", asked, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2-x", asked, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("```json\n{\"navigationGoal\": \"Look\", \"url\": \"javascript:alert(1)\", \"navigation_payload\": {\"a\": 1}, \"title\": null}\n```", null, """{"a":1}""")]
    [InlineData("""{"navigation_goal": "Look", "url": "null", "navigation_payload": "none", "extracted_information_schema": "not json"}""", null, null)]
    public async Task Draft_LooseAnswer_IsReadAsFarAsItCanBe(string answer, string? url, string? payload)
    {
        await using var rig = await LlmRig.StartAsync(answer);

        var draft = await DraftAsync(rig, "Look around");

        Assert.Equal(("Look", url, payload), (draft!.NavigationGoal, draft.Url, draft.NavigationPayload?.ToJsonString()));
        Assert.Null(draft.Schema);
    }

    [Theory]
    [InlineData("I cannot help with that.")]
    [InlineData("""{"url": "https://shop.example"}""")]
    public async Task Draft_AnswerWithoutAGoal_IsAFault(string answer)
    {
        await using var rig = await LlmRig.StartAsync(answer);

        var fault = await Assert.ThrowsAsync<PlannerException>(() => DraftAsync(rig, "Look around"));

        Assert.Contains("could not be read", fault.Message, StringComparison.Ordinal);
        Assert.Single(rig.Stub.Requests);
    }

    [Fact]
    public async Task Draft_NobodyCanBeAsked_SaysWhy()
    {
        await using var rig = await LlmRig.StartAsync(_ => StubOpenAiReply.Unauthorized());

        await Assert.ThrowsAsync<PlannerException>(() => DraftAsync(rig, "Look around"));
    }

    private static Task<TaskDraft?> DraftAsync(LlmRig rig, string prompt) =>
        new TaskDrafting(new LlmTaskDrafter(rig.Client, MicrosoftOptions.Create(rig.Options))).DraftAsync(prompt, CancellationToken.None);
}
