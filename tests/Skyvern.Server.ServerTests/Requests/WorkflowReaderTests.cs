using System.Text.Json;
using Skyvern.Server.Core.Workflows;
using Skyvern.Server.Http;
using Skyvern.Server.Requests;

namespace Skyvern.Server.ServerTests.Requests;

public sealed class WorkflowReaderTests
{
    [Fact]
    public void Read_EveryField_IsKept()
    {
        var (draft, faults) = Read("""
            {"title": " T ", "description": "d", "status": "draft", "is_saved_task": "true", "proxy_location": "NONE",
             "webhook_callback_url": "https://h.example/", "totp_identifier": "me", "extra_http_headers": {"A": "b"}, "model": {"model_name": "m"},
             "unknown": [1], "workflow_definition": {
               "parameters": [
                 {"parameter_type": "workflow", "key": "n", "workflow_parameter_type": "integer", "default_value": "5"},
                 {"parameter_type": "output", "key": "a_output"}],
               "blocks": [
                 {"block_type": "task", "label": "a", "url": "{{ n }}", "navigation_goal": "g", "data_extraction_goal": "e", "data_schema": {"x": "string"},
                  "error_code_mapping": {"E": "e"}, "max_retries": 2, "max_steps_per_run": "7", "parameter_keys": ["n"], "complete_on_download": true,
                  "complete_criterion": "c", "terminate_criterion": "t", "continue_on_failure": true, "next_block_label": "b", "engine": "skyvern-2.0"},
                 {"block_type": "wait", "label": "b", "wait_sec": 1, "parameters": [{"key": "n"}]}]}}
            """);

        Assert.Empty(faults);
        Assert.Equal(("T", "d", "draft", true), (draft!.Title, draft.Description, draft.Status, draft.IsSavedTask));
        var parameter = Assert.Single(draft.Definition.Parameters);
        Assert.Equal(("n", "integer", "5"), (parameter.Key, parameter.Type, parameter.DefaultValue!.Value.GetRawText()));
        var (first, second) = (draft.Definition.Blocks[0], draft.Definition.Blocks[1]);
        Assert.Equal((2, 7, true, true, "b", "skyvern-2.0"), (first.MaxRetries, first.MaxSteps, first.CompleteOnDownload, first.ContinueOnFailure, first.NextLabel, first.Engine));
        Assert.Equal((BlockTypes.Wait, 1, "skyvern-1.0", "n"), (second.Type, second.WaitSeconds, second.Engine, second.ParameterKeys[0]));
    }

    [Theory]
    [InlineData("""{}""", "missing at title", "missing at workflow_definition")]
    [InlineData("""{"title": " ", "workflow_definition": {}}""", "value_error at title", "missing at workflow_definition.blocks")]
    [InlineData("""{"title": 1, "workflow_definition": []}""", "string_type at title", "dict_type at workflow_definition")]
    [InlineData("""{"title": "t", "workflow_definition": {"blocks": []}}""", "too_short at workflow_definition.blocks")]
    [InlineData("""{"title": "t", "workflow_definition": {"blocks": {}}}""", "list_type at workflow_definition.blocks")]
    [InlineData("""{"title": "t", "workflow_definition": {"blocks": ["a"]}}""", "dict_type at workflow_definition.blocks.0")]
    [InlineData("""{"title": "t", "status": "x", "workflow_definition": {"blocks": [{"block_type": "task", "label": "a", "navigation_goal": "g"}]}}""", "enum at status")]
    [InlineData("""{"title": "t", "workflow_definition": {"blocks": [{"block_type": "for_loop", "label": "a"}]}}""", "enum at workflow_definition.blocks.0.block_type")]
    [InlineData("""{"title": "t", "workflow_definition": {"blocks": [{"label": "a"}]}}""", "missing at workflow_definition.blocks.0.block_type")]
    [InlineData("""{"title": "t", "workflow_definition": {"blocks": [{"block_type": "task"}]}}""",
        "missing at workflow_definition.blocks.0.label", "missing at workflow_definition.blocks.0.navigation_goal")]
    [InlineData("""{"title": "t", "workflow_definition": {"blocks": [{"block_type": "extraction", "label": "a"}]}}""", "missing at workflow_definition.blocks.0.data_extraction_goal")]
    [InlineData("""{"title": "t", "workflow_definition": {"blocks": [{"block_type": "goto_url", "label": "a"}]}}""", "missing at workflow_definition.blocks.0.url")]
    [InlineData("""{"title": "t", "workflow_definition": {"blocks": [{"block_type": "wait", "label": "a", "wait_sec": 99999}]}}""", "less_than_equal at workflow_definition.blocks.0.wait_sec")]
    [InlineData("""{"title": "t", "workflow_definition": {"blocks": [{"block_type": "wait", "label": "a", "wait_sec": 1, "engine": "openai-cua"}]}}""",
        "value_error at workflow_definition.blocks.0.engine")]
    [InlineData("""{"title": "t", "workflow_definition": {"parameters": [{"parameter_type": "aws_secret", "key": "k"}], "blocks": [{"block_type": "wait", "label": "a", "wait_sec": 1}]}}""",
        "enum at workflow_definition.parameters.0.parameter_type")]
    [InlineData("""{"title": "t", "workflow_definition": {"parameters": [{"parameter_type": "workflow", "key": "k", "workflow_parameter_type": "integer", "default_value": "x"}], "blocks": [{"block_type": "wait", "label": "a", "wait_sec": 1}]}}""",
        "int_parsing at workflow_definition.parameters.0.default_value")]
    [InlineData("""{"title": "t", "workflow_definition": {"blocks": [{"block_type": "task", "label": "a", "navigation_goal": "{{ x }}"}]}}""",
        "value_error at workflow_definition.blocks.0.navigation_goal")]
    public void Read_BadDefinition_NamesEveryPlace(string json, params string[] expected)
    {
        var (draft, faults) = Read(json);

        Assert.Null(draft);
        Assert.Equal(expected, faults);
    }

    [Fact]
    public void Read_UnknownBlockType_SaysWhichAreRun()
    {
        var faults = new RequestFaults();
        WorkflowReader.Read(
            JsonElement.Parse("""{"title": "t", "workflow_definition": {"blocks": [{"block_type": "code", "label": "a"}]}}"""), faults, TimeProvider.System);

        Assert.Equal(
            "This server does not run blocks of the type code. It runs: task, navigation, action, extraction, login, file_download, validation, goto_url, wait",
            Assert.Single(faults.Items).Msg);
    }

    [Theory]
    [InlineData("string", "\"x\"", "\"x\"")]
    [InlineData("string", "5", null)]
    [InlineData("integer", "5.0", "5")]
    [InlineData("integer", "\"-7\"", "-7")]
    [InlineData("integer", "4294967296", "4294967296")]
    [InlineData("integer", "5.5", null)]
    [InlineData("integer", "1e300", null)]
    [InlineData("integer", "true", null)]
    [InlineData("float", "\"2.5\"", "2.5")]
    [InlineData("float", "\"NaN\"", null)]
    [InlineData("boolean", "\"true\"", "true")]
    [InlineData("boolean", "1", null)]
    [InlineData("json", "[1, {}]", "[1, {}]")]
    [InlineData("file_url", "{}", null)]
    [InlineData("credential_id", "\"\"", null)]
    public void ReadParameterValue_ByType_GivesTheNormalFormOrAFault(string type, string sent, string? expected)
    {
        var faults = new RequestFaults();

        var value = ParameterValue.Read(type, JsonElement.Parse(sent), faults, ["body", "parameters", "k"]);

        Assert.Equal(expected is null, faults.Any);
        Assert.Equal(expected ?? value.GetRawText(), value.GetRawText());
    }

    private static (WorkflowDraft? Draft, IReadOnlyList<string> Faults) Read(string json)
    {
        var faults = new RequestFaults();
        var draft = WorkflowReader.Read(JsonElement.Parse(json), faults, TimeProvider.System);
        return (draft, [.. faults.Items.Select(fault => $"{fault.Type} at {string.Join('.', fault.Loc)}")]);
    }
}
