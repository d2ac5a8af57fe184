using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Skyvern.Client.Contracts;
using Skyvern.Server.Data;
using Skyvern.Server.Testing;

namespace Skyvern.Server.ServerTests;

/// <summary>The tasks that the demo site is there for, by rules on both databases and by a model that reads only its prompt.</summary>
public sealed class DemoSiteTests
{
    public enum Planning
    {
        RulesOnSqlite,
        RulesOnPostgreSql,
        Model,
    }

    [Theory]
    [InlineData(Planning.RulesOnSqlite)]
    [InlineData(Planning.RulesOnPostgreSql)]
    [InlineData(Planning.Model)]
    public async Task RunTask_ContactForm_ArrivesAtTheSite(Planning planning)
    {
        await using var demo = await DemoServer.StartAsync(planning, ContactModel);

        var run = await demo.RunAsync(
            "/demo/contact",
            """
            Fill the contact form with first name: Test, last name: Buyer, e-mail: test@example.com, country: Germany, topic: Invoice,
            preferred date: 2026-12-01, answer by: Telephone, message: Please send it again, consent: yes. Then send the message.
            """);

        Assert.True(run.Status == "completed", run.FailureReason);
        var messages = JsonNode.Parse(await demo.Server.Http.GetStringAsync("/demo/messages.json"))!.AsArray();
        var fields = Assert.Single(messages)!["fields"]!.AsArray().ToDictionary(field => (string)field!["key"]!, field => (string?)field!["value"]);
        Assert.Equal(
            ["Test", "Buyer", "test@example.com", "Germany", "Invoice", "2026-12-01", "phone", "Please send it again", "yes"],
            new[] { "first_name", "last_name", "email", "country", "topic", "preferred_date", "answer_by", "message", "consent" }.Select(name => fields[name]));
    }

    [Theory]
    [InlineData(Planning.RulesOnSqlite)]
    [InlineData(Planning.RulesOnPostgreSql)]
    [InlineData(Planning.Model)]
    public async Task RunTask_Category_GivesItsProductsInTheFormOfTheSchema(Planning planning)
    {
        await using var demo = await DemoServer.StartAsync(planning, CategoryModel);

        var run = await demo.RunAsync(
            "/demo/category/paper",
            "Extract the name, price, availability and url of all products",
            """{"products": {"type": "array", "items": {"type": "object", "required": ["name", "price"], "properties": {"name": {"type": "string"}, "price": {"type": "number"}, "availability": {"type": "string"}, "url": {"type": "string"}}}}}""");

        Assert.True(run.Status == "completed", run.FailureReason);
        var products = JsonNode.Parse(run.Output!.Value.GetRawText())!["products"]!.AsArray();
        Assert.Equal(
            [("A4 Printer Paper, 500 sheets", 4.90), ("Recycled A4 Paper, 500 sheets", 5.40), ("Spiral Notebook, squared", 3.25),
                ("Hardcover Notebook, lined", 8.90), ("Envelopes C5, 50 pieces", 6.10), ("Sticky Notes, 12 pads", 7.50)],
            products.Select(product => ((string)product!["name"]!, (double)product["price"]!)));
        Assert.All(products, product => Assert.StartsWith(demo.Server.Address + "demo/product/PA-", (string)product!["url"]!, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(Planning.RulesOnSqlite)]
    [InlineData(Planning.RulesOnPostgreSql)]
    [InlineData(Planning.Model)]
    public async Task RunTask_LogInAndDownload_KeepsTheInvoiceAsServed(Planning planning)
    {
        await using var demo = await DemoServer.StartAsync(planning, InvoiceModel);

        var run = await demo.RunAsync("/demo/login", "Log in with user \"demo@example.com\" and password \"demo-pass\", then download the latest invoice");

        Assert.True(run.Status == "completed", run.FailureReason);
        var file = Assert.Single(run.DownloadedFiles!);
        var bytes = await demo.Server.Http.GetByteArrayAsync(file.Url);
        Assert.StartsWith("INV-", file.Filename, StringComparison.Ordinal);
        Assert.Equal(bytes.Length, file.Size);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), file.Checksum);
        Assert.Equal("%PDF-1.4"u8.ToArray(), bytes[..8]);
    }

    [Fact]
    public async Task RunTask_GoalThatRulesCannotRead_FailsNamingTheClauseAndTheRemedy()
    {
        await using var demo = await DemoServer.StartAsync(Planning.RulesOnSqlite, _ => throw new InvalidOperationException("No model is asked."));

        var run = await demo.RunAsync("/demo", "Write a short review of the notebook with the best value");

        Assert.Equal("failed", run.Status);
        Assert.Contains("Write a short review of the notebook", run.FailureReason, StringComparison.Ordinal);
        Assert.Contains("OPENAI_API_KEY", run.FailureReason, StringComparison.Ordinal);
        Assert.Equal("NO_LLM_CONFIGURED", Assert.Single(run.Errors).ErrorCode);
    }

    private static string ContactModel(string page) => Solver.Sees(page, "Your message has arrived")
        ? Solver.Step(Solver.Done("The page says: Your message has arrived."))
        : Solver.Step(
            Solver.Fill(
                (Solver.Ref(page, "textbox", "First name *"), "Test"),
                (Solver.Ref(page, "textbox", "Last name *"), "Buyer"),
                (Solver.Ref(page, "textbox", "E-mail *"), "test@example.com"),
                (Solver.Ref(page, "combobox", "Country"), "Germany"),
                (Solver.Ref(page, "combobox", "Topic *"), "Invoice"),
                (Solver.Ref(page, "date", "Preferred date"), "2026-12-01"),
                (Solver.Ref(page, "textbox", "Message *"), "Please send it again"),
                (Solver.Ref(page, "radio", "Telephone"), "true"),
                (Solver.Ref(page, "checkbox", "I agree"), "true")),
            Solver.Click(Solver.Ref(page, "button", "Send message")));

    private static string CategoryModel(string prompt) => prompt.Contains("extract: ok", StringComparison.Ordinal) || prompt.Contains("extract ok", StringComparison.Ordinal)
        ? Solver.Step(Solver.Done("All products are extracted."))
        : Solver.Step(Solver.Extract("the name, price, availability and url of all products"));

    private static string InvoiceModel(string page) => Solver.Sees(page, "Invoices")
        ? page.Contains(".pdf", StringComparison.Ordinal)
            ? Solver.Step(Solver.Done("The latest invoice is downloaded."))
            : Solver.Step(Solver.Click(Solver.Ref(page, "link", "Download")))
        : Solver.Step(
            Solver.Fill((Solver.Ref(page, "textbox", "E-mail"), "demo@example.com"), (Solver.Ref(page, "textbox", "Password"), "demo-pass")),
            Solver.Click(Solver.Ref(page, "button", "Log in")));

    /// <summary>A server with the demo site, and for <see cref="Planning.Model"/> a model server beside it.</summary>
    private sealed class DemoServer(ServerFactory server, StubOpenAi model) : IAsyncDisposable
    {
        public ServerFactory Server { get; } = server;

        public static async Task<DemoServer> StartAsync(Planning planning, Func<string, string> solve)
        {
            var model = await StubOpenAi.StartAsync(request => StubOpenAiReply.Of(solve(request.LastText)));
            var settings = new Dictionary<string, string?>();
            if (planning == Planning.Model)
            {
                settings["Llm:Endpoint"] = model.Endpoint;
                settings["Llm:ApiKey"] = "sk-test-key";
            }

            var provider = planning == Planning.RulesOnPostgreSql ? DatabaseProvider.PostgreSql : DatabaseProvider.Sqlite;
            return new DemoServer(await ServerFactory.StartAsync(settings, provider), model);
        }

        public async Task<TaskRunResponse> RunAsync(string path, string prompt, string? schema = null)
        {
            var queued = await Server.Client.RunTaskAsync(new RunTaskRequest
            {
                Prompt = prompt.ReplaceLineEndings(" "),
                Url = new Uri(Server.Address, path).ToString(),
                Engine = "skyvern-1.0",
                DataExtractionSchema = schema is null ? null : JsonNode.Parse(schema),
            });
            return await Server.WaitForAsync(queued.RunId, run => Client.RunStatuses.Final.Contains(run.Status));
        }

        public async ValueTask DisposeAsync()
        {
            await Server.DisposeAsync();
            await model.DisposeAsync();
        }
    }
}
