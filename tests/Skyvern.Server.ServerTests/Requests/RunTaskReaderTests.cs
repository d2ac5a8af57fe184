using System.Text.Json;
using Skyvern.Client.Json;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Http;
using Skyvern.Server.Requests;

namespace Skyvern.Server.ServerTests.Requests;

public sealed class RunTaskReaderTests
{
    [Fact]
    public void Read_OnlyAPrompt_FillsInTheDefaults()
    {
        var request = Read("""{"prompt": "", "unknown_field": 1}""");

        Assert.Equal(("", "skyvern-2.0", false), (request.Prompt, request.Engine, request.IncludeActionHistoryInVerification));
        Assert.Equal("RESIDENTIAL", request.ProxyLocation?.GetString());
    }

    [Theory]
    [InlineData("5.0", 5)]
    [InlineData("\"5\"", 5)]
    [InlineData("0", 0)]
    [InlineData("1e2", 100)]
    [InlineData("99999999999", int.MaxValue)]
    [InlineData("null", null)]
    public void Read_LenientNumber_IsTaken(string sent, int? expected) => Assert.Equal(expected, Read($$"""{"prompt": "p", "max_steps": {{sent}}}""").MaxSteps);

    [Theory]
    [InlineData("\"true\"", true)]
    [InlineData("\"False\"", false)]
    [InlineData("true", true)]
    [InlineData("null", false)]
    public void Read_LenientBoolean_IsTaken(string sent, bool expected) =>
        Assert.Equal(expected, Read($$"""{"prompt": "p", "start_fresh_browser": {{sent}}}""").StartFreshBrowser);

    [Theory]
    [InlineData("\"prompt\": null", "string_type body.prompt")]
    [InlineData("\"prompt\": 5", "string_type body.prompt")]
    [InlineData("\"title\": []", "string_type body.title")]
    [InlineData("\"max_steps\": 1.5", "int_parsing body.max_steps")]
    [InlineData("\"max_steps\": true", "int_parsing body.max_steps")]
    [InlineData("\"max_steps\": -1", "greater_than_equal body.max_steps")]
    [InlineData("\"publish_workflow\": \"yes\"", "bool_parsing body.publish_workflow")]
    [InlineData("\"error_code_mapping\": []", "dict_type body.error_code_mapping")]
    [InlineData("\"error_code_mapping\": {\"A\": 1}", "string_type body.error_code_mapping.A")]
    [InlineData("\"data_extraction_schema\": 5", "dict_type body.data_extraction_schema")]
    [InlineData("\"model\": \"gpt\"", "dict_type body.model")]
    [InlineData("\"proxy_location\": \"MARS\"", "enum body.proxy_location")]
    [InlineData("\"proxy_location\": {}", "missing body.proxy_location.country")]
    [InlineData("\"proxy_location\": {\"country\": \"XX\"}", "enum body.proxy_location.country")]
    [InlineData("\"proxy_location\": {\"country\": \"DE\", \"subdivision\": \"12345678901\"}", "string_too_long body.proxy_location.subdivision")]
    [InlineData("\"start_fresh_browser\": true, \"browser_session_id\": \"pbs_1\"", "value_error body")]
    public void Read_WrongField_IsNamed(string field, string fault)
    {
        var faults = new RequestFaults();

        RunTaskReader.Read(JsonElement.Parse(field.StartsWith("\"prompt\"", StringComparison.Ordinal) ? $"{{{field}}}" : $"{{\"prompt\": \"p\", {field}}}"), faults);

        var only = Assert.Single(faults.Items);
        Assert.Equal(fault, $"{only.Type} {string.Join('.', only.Loc)}");
    }

    [Fact]
    public void Read_PlaceObject_IsPutIntoNormalForm()
    {
        var place = Read("""{"prompt": "p", "proxy_location": {"country": "us", "subdivision": "US-CA", "city": "Berkeley"}}""").ProxyLocation;

        Assert.Equal("""{"country":"US","subdivision":"CA","city":"Berkeley"}""", JsonSerializer.Serialize(place, WireJson.Options));
    }

    private static TaskRequest Read(string body)
    {
        var faults = new RequestFaults();
        var request = RunTaskReader.Read(JsonElement.Parse(body), faults);
        Assert.Empty(faults.Items);
        return request;
    }
}
