using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Skyvern.Server.Core.Actions;
using Skyvern.Server.Core.Engine;

namespace Skyvern.Server.Llm.Replies;

/// <summary>Writes a plan as the reply should have been: minified, every property in the order of the schema. Later prompts hold it.</summary>
internal static class StepWriter
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(StepPlan plan) => new JsonObject
    {
        ["note"] = plan.Note,
        ["plan"] = plan.Subgoals is { } subgoals ? Strings(subgoals) : null,
        ["memory"] = plan.Memory,
        ["goals"] = new JsonArray([.. plan.Goals.Select(goal => new JsonObject { ["i"] = goal.Index, ["ok"] = goal.Ok })]),
        ["do"] = new JsonArray([.. plan.Actions.Select(Action)]),
    }.ToJsonString(Relaxed);

    private static JsonObject Action(BrowserAction action)
    {
        var json = new JsonObject { ["act"] = action.Act };
        foreach (var (name, value) in Properties(action))
        {
            json[name] = value;
        }

        return json;
    }

    private static IEnumerable<(string Name, JsonNode? Value)> Properties(BrowserAction action) => action switch
    {
        ClickAction click => [("ref", click.Ref), ("mode", click.Mode.ToString().ToLowerInvariant())],
        FillAction fill => [("fields", new JsonArray([.. fill.Fields.Select(field => new JsonObject { ["ref"] = field.Ref, ["value"] = field.Value })]))],
        TypeAction type => [("ref", type.Ref), ("text", type.Text), ("enter", type.Enter), ("append", type.Append)],
        SelectAction select => [("ref", select.Ref), ("options", Strings(select.Options))],
        PressAction press => [("key", press.Key), ("ref", press.Ref)],
        ScrollAction scroll => [("ref", scroll.Ref), ("to", scroll.To)],
        HoverAction hover => [("ref", hover.Ref)],
        DragAction drag => [("ref", drag.Ref), ("to_ref", drag.ToRef)],
        UploadAction upload => [("ref", upload.Ref), ("file", upload.File)],
        GoToAction open => [("url", open.Url)],
        TabAction tab => [("op", tab.Op.ToString().ToLowerInvariant()), ("id", tab.Id)],
        WaitAction wait => [("seconds", wait.Seconds), ("for", wait.For)],
        FindAction find => [("text", find.Text)],
        ReadAction read => [("part", read.Part)],
        ExtractAction extract => [("what", extract.What)],
        ClickAtAction at => [("x", at.X), ("y", at.Y)],
        OtpAction otp => [("ref", otp.Ref)],
        LoginAction login => [("credential", login.Credential)],
        DoneAction done =>
            [("status", done.Status.ToString().ToLowerInvariant()), ("reason", done.Reason), ("output", done.Output), ("errors", Strings(done.Errors))],
        _ => [],
    };

    private static JsonArray Strings(IReadOnlyList<string> values) => new([.. values.Select(value => (JsonNode)value)]);
}
