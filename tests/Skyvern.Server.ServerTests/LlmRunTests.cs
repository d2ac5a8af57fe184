using Skyvern.Client.Contracts;
using Skyvern.Server.Testing;

namespace Skyvern.Server.ServerTests;

public sealed class LlmRunTests
{
    [Fact]
    public async Task RunTask_ModelThatReadsOnlyThePrompt_SendsTheFormAndReturnsTheData()
    {
        await using var site = await FixtureSite.StartAsync();
        var start = site.Page("/", """
            <h1>Contact</h1><form method="post" action="/sent">
            <label>Your email <input name="email" type="email" required></label>
            <label>Topic <select name="topic"><option>Billing</option><option>Support</option></select></label>
            <label><input type="checkbox" name="copy" value="yes"> Send me a copy</label>
            <button>Send message</button></form>
            """);
        site.Page("/sent", "<h1>Thank you</h1><p>Your ticket is T-4711.</p>");
        await using var model = await StubOpenAi.StartAsync(request => StubOpenAiReply.Of(Plan(request.LastText)));
        await using var server = await ServerFactory.StartAsync(new Dictionary<string, string?>
        {
            ["Llm:Endpoint"] = model.Endpoint, ["Llm:ApiKey"] = "sk-test-key", ["Network:AllowedHosts"] = "127.0.0.1",
        });

        var queued = await server.Client.RunTaskAsync(
            new RunTaskRequest { Prompt = "Send a support message as ada@example.com and return the ticket.", Url = start, Engine = "skyvern-1.0" });
        var run = await server.WaitForAsync(queued.RunId, current => current.Status is "completed" or "failed" or "terminated" or "timed_out");

        Assert.Equal("completed", run.Status);
        Assert.Contains("T-4711", run.Output!.Value.GetRawText(), StringComparison.Ordinal);
        var post = Assert.Single(site.Posts);
        Assert.Equal(
            [("email", "ada@example.com"), ("topic", "Support"), ("copy", "yes")], post.Fields.Select(field => (field.Key, field.Value)));
        Assert.Equal([1, 2], model.Requests.Select(request => request.StepNumber));
    }

    private static string Plan(string page) => Solver.Sees(page, "Your ticket is")
        ? Solver.Step(Solver.Done("The page says: Your ticket is T-4711.", new { ticket = "T-4711" }))
        : Solver.Step(
            Solver.Fill(
                (Solver.Ref(page, "textbox", "Your email"), "ada@example.com"),
                (Solver.Ref(page, "combobox", "Topic"), "Support"),
                (Solver.Ref(page, "checkbox", "Send me a copy"), "true")),
            Solver.Click(Solver.Ref(page, "button", "Send message")));
}
