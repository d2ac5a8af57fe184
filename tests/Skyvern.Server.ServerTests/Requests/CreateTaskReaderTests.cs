using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Http;
using Skyvern.Server.Requests;

namespace Skyvern.Server.ServerTests.Requests;

/// <summary>The words of older clients.</summary>
public sealed class CreateTaskReaderTests
{
    [Fact]
    public void Read_OnlyAnAddress_FillsInTheDefaults()
    {
        var request = Read("""{"url": "https://shop.example/", "title": null, "navigation_payload": null}""");

        Assert.Equal(("", "skyvern-1.0", "general"), (request.Prompt, request.Engine, request.TaskType));
        Assert.Equal((null, true, false), (request.ProxyLocation, request.IncludeExtractedText, request.IncludeActionHistoryInVerification));
    }

    [Theory]
    [InlineData("", null)]
    [InlineData("0", 0)]
    [InlineData("12", 12)]
    [InlineData("12.0", 12)]
    public void Read_StepsHeader_IsTheLimit(string sent, int? limit) =>
        Assert.Equal(limit, Read("""{"url": "https://shop.example/"}""", ("x-max-steps-override", sent)).MaxSteps);

    [Theory]
    [InlineData("\"navigation_goal\": \"g\"", "missing body.url")]
    [InlineData("\"url\": null", "string_type body.url")]
    [InlineData("\"url\": \"\"", "string_too_short body.url")]
    [InlineData("\"url\": \"u\", \"task_type\": \"other\"", "enum body.task_type")]
    [InlineData("\"url\": \"u\", \"navigation_payload\": 5", "dict_type body.navigation_payload")]
    [InlineData("\"url\": \"u\", \"download_timeout\": \"soon\"", "float_parsing body.download_timeout")]
    [InlineData("\"url\": \"u\", \"download_timeout\": -1", "greater_than_equal body.download_timeout")]
    [InlineData("\"url\": \"u\", \"download_timeout\": 1e300", "less_than_equal body.download_timeout")]
    [InlineData("\"url\": \"u\", \"include_extracted_text\": 3", "bool_parsing body.include_extracted_text")]
    public void Read_WrongField_IsNamed(string fields, string fault) =>
        Assert.Equal([fault], FaultsOf(faults => CreateTaskReader.Read(JsonElement.Parse($"{{{fields}}}"), new HeaderDictionary(), faults)));

    [Theory]
    [InlineData("browser_session_id", "pbs_1")]
    [InlineData("browser_address", "ws://browser.example/")]
    public void Read_NoAddressButABrowser_IsTaken(string field, string value) =>
        Assert.Empty(FaultsOf(faults => CreateTaskReader.Read(JsonElement.Parse($$"""{"url": "", "{{field}}": "{{value}}"}"""), new HeaderDictionary(), faults)));

    [Theory]
    [InlineData("many", "int_parsing header.x-max-steps-override")]
    [InlineData("-1", "greater_than_equal header.x-max-steps-override")]
    public void Read_WrongHeader_IsNamed(string sent, string fault) => Assert.Equal(
        [fault],
        FaultsOf(faults => CreateTaskReader.Read(JsonElement.Parse("""{"url": "u"}"""), Headers(("x-max-steps-override", sent)), faults)));

    [Theory]
    [InlineData("", "", null)]
    [InlineData("20", "", 20)]
    [InlineData("", "7", 7)]
    [InlineData("20", "7", 7)]
    [InlineData("5", "7", 5)]
    [InlineData("0", "7", 7)]
    public void ReadV2_BothHeaders_TheLowerLimitHolds(string steps, string iterations, int? limit)
    {
        var headers = Headers(("x-max-steps-override", steps), ("x-max-iterations-override", iterations));

        Assert.Equal(limit, CreateTaskV2Reader.Read(JsonElement.Parse("""{"user_prompt": "p"}"""), headers, new RequestFaults()).MaxSteps);
    }

    [Fact]
    public void ReadV2_NoPrompt_IsNamed() =>
        Assert.Equal(["missing body.user_prompt"], FaultsOf(faults => CreateTaskV2Reader.Read(JsonElement.Parse("{}"), new HeaderDictionary(), faults)));

    private static TaskRequest Read(string body, params (string Name, string Value)[] headers)
    {
        var faults = new RequestFaults();
        var request = CreateTaskReader.Read(JsonElement.Parse(body), Headers(headers), faults);
        Assert.Empty(faults.Items);
        return request;
    }

    private static HeaderDictionary Headers(params (string Name, string Value)[] headers) =>
        new(headers.ToDictionary(header => header.Name, header => new Microsoft.Extensions.Primitives.StringValues(header.Value)));

    private static List<string> FaultsOf(Action<RequestFaults> read)
    {
        var faults = new RequestFaults();
        read(faults);
        return [.. faults.Items.Select(fault => $"{fault.Type} {string.Join('.', fault.Loc.Select(part => part!.ToString()))}")];
    }
}
