using System.Text.Json;
using System.Text.Json.Nodes;
using Skyvern.Client;
using Skyvern.Client.Contracts;
using Skyvern.Client.Output;
using static Skyvern.Server.UnitTests.TypedClient.ScriptedAnswers;

namespace Skyvern.Server.UnitTests.TypedClient;

public sealed class TypedRunTests
{
    private static readonly RunTaskRequest Request = new() { Prompt = "p" };

    [Fact]
    public async Task RunTask_OfAType_AsksForItsSchemaAndReadsItsOutput()
    {
        var server = new ScriptedAnswers(RunThatIs("queued"), RunThatIs("running"), RunThatIs("completed", """{"name": "Paper", "price": 4.90, "more": 1}"""));
        using var client = server.Connect();
        var call = client.RunTaskAsync<Product>(Request);

        await server.Time.RunAsync(call);

        var (run, product) = await call;
        Assert.Equal(("tsk_1", new Product("Paper", 4.90m)), (run.RunId, product));
        var sent = JsonNode.Parse(server.Requests.First().Body!)!["data_extraction_schema"];
        Assert.True(JsonNode.DeepEquals(OutputSchema.Of<Product>(), sent));
    }

    [Fact]
    public async Task RunTask_SchemaOfTheCaller_IsKept()
    {
        var server = new ScriptedAnswers(RunThatIs("queued"), RunThatIs("completed", """{"name": "Paper", "price": 4}"""));
        using var client = server.Connect();

        await client.RunTaskAsync<Product>(Request with { DataExtractionSchema = new JsonObject { ["name"] = "its title" } });

        Assert.Equal("""{"name":"its title"}""", JsonNode.Parse(server.Requests.First().Body!)!["data_extraction_schema"]!.ToJsonString());
    }

    [Fact]
    public async Task RunTask_Scalar_IsReadFromItsText()
    {
        var server = new ScriptedAnswers(RunThatIs("queued"), RunThatIs("completed", "\"42\""));
        using var client = server.Connect();

        Assert.Equal(42, (await client.RunTaskAsync<int>(Request)).Output);
    }

    [Fact]
    public async Task RunTask_Text_IsReadAsItIs()
    {
        var server = new ScriptedAnswers(RunThatIs("queued"), RunThatIs("completed", "\"42\""));
        using var client = server.Connect();

        Assert.Equal("42", (await client.RunTaskAsync<string>(Request)).Output);
    }

    [Fact]
    public async Task RunTask_RunThatFails_ThrowsWithTheReasonAndTheRun()
    {
        var server = new ScriptedAnswers(RunThatIs("queued"), RunThatIs("failed", reason: "Max steps exceeded"));
        using var client = server.Connect();

        var fault = await Assert.ThrowsAsync<RunNotCompletedException>(() => client.RunTaskAsync<Product>(Request));

        Assert.Equal("The run tsk_1 ended as failed: Max steps exceeded", fault.Message);
        Assert.Equal("failed", fault.Run.Status);
    }

    [Theory]
    [InlineData("null", "there is none")]
    [InlineData("""{"name": "Paper"}""", "price")]
    [InlineData("""{"name": null, "price": 1}""", "Name")]
    [InlineData("""{"name": "Paper", "price": "cheap"}""", "$.price")]
    [InlineData("\"text\"", "could not be converted")]
    public async Task RunTask_OutputOfAnotherForm_ThrowsWithThePlaceAndTheRun(string output, string named)
    {
        var server = new ScriptedAnswers(RunThatIs("queued"), RunThatIs("completed", output));
        using var client = server.Connect();

        var fault = await Assert.ThrowsAsync<OutputMismatchException>(() => client.RunTaskAsync<Product>(Request));

        Assert.Contains(named, fault.Message, StringComparison.Ordinal);
        Assert.StartsWith("The output of the run tsk_1 is not a Product: ", fault.Message, StringComparison.Ordinal);
        Assert.Equal(output, fault.Run.Output?.GetRawText() ?? "null");
        Assert.True(fault.InnerException is null or JsonException);
    }

    public sealed record Product(string Name, decimal Price);
}
