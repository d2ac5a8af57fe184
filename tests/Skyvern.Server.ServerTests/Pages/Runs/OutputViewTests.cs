using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Skyvern.Server.Core.Engine;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Pages.Parts.Runs;
using Skyvern.Server.Pages.Runs;

namespace Skyvern.Server.ServerTests.Pages.Runs;

[Collection(ApiTests.Name)]
public sealed class OutputViewTests(ApiServer api)
{
    private const string Schema = """
        {"type": "object", "properties": {"items": {"type": "array", "items":
            {"type": "object", "required": ["name"], "properties": {"name": {"type": "string"}, "price": {"type": "number"}}}}}}
        """;

    [Fact]
    public async Task Output_ThatBreaksTheSchema_IsMarkedAtItsPlaces()
    {
        var output = Of("""{"shop": "Larkfield", "items": [{"name": "Paper", "price": "cheap"}, {"price": 5}]}""", "shop");

        var html = await Rendered.HtmlAsync<OutputTab>(new() { ["Output"] = output, ["RunId"] = "tsk_1", ["IsOpen"] = false });

        Assert.Equal(2, output.Problems.Count);
        var (fields, items) = (output.Tables[0], output.Tables[1]);
        Assert.Equal(("Larkfield", false), (fields.Rows[0][1].Text, fields.Rows[0][1].Mark!.IsProblem));
        Assert.Equal(["name", "price"], items.Columns);
        Assert.Null(items.Rows[0][0].Mark);
        Assert.True(items.Rows[0][1].Mark!.IsProblem);
        Assert.True(items.Rows[1][0].Mark!.IsProblem);
        Assert.Contains(output.Lines, line => line is { Name: "price", Value: "\"cheap\"", Mark.IsProblem: true });
        Assert.Contains("does not fit", html, StringComparison.Ordinal);
        Assert.Contains("not confirmed", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_OfTheLines_IsTheData()
    {
        const string Data = """{"a": [1, {"b": null, "c": []}], "d": "x\"y", "e": true}""";

        var lines = Of(Data).Lines;

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Data), JsonNode.Parse(string.Concat(lines.Select(line => (line.Name is null ? "" : $"\"{line.Name}\":") + line.Value)))));
    }

    [Fact]
    public void Csv_OfRecords_IsQuotedAndHoldsNoFormula()
    {
        var csv = Encoding.UTF8.GetString(OutputCsv.Write(Of("""{"total": 2, "items": [{"name": "=1+1", "price": -2}, {"name": "a \"b\", c"}]}""").Tables));

        Assert.Equal("\uFEFFname,price\r\n'=1+1,-2\r\n\"a \"\"b\"\", c\",\r\n", csv);
    }

    [Theory]
    [InlineData("[1, 2]", "Value", 2)]
    [InlineData("\"42\"", "Value", 1)]
    [InlineData("""{"a": {"b": 1}}""", "Field", 1)]
    public void Table_OfOtherForms_HasARowForEachValue(string data, string column, int rows)
    {
        var table = Assert.Single(Of(data).Tables);

        Assert.Equal((column, rows), (table.Columns[0], table.Rows.Count));
    }

    private OutputView Of(string data, params IReadOnlyList<string> unverified)
    {
        var request = new TaskRequest { Prompt = "Read", Engine = "skyvern-2.0", DataExtractionSchema = data.Contains("items", StringComparison.Ordinal) ? JsonElement.Parse(Schema) : null };
        var facts = RunSample.Facts(new RunResult(RunStatus.Completed) { OutputJson = data, UnverifiedFields = unverified }, request);
        return OutputView.Of(facts, api.Server.Services.GetRequiredService<IOutputValidator>())!;
    }
}
