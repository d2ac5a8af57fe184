using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Skyvern.Server.Core.Workflows;
using Skyvern.Server.Http;

namespace Skyvern.Server.Requests;

/// <summary>Finds the definition of a workflow in a request: within JSON as an object or as YAML, or as the body itself.</summary>
internal static class WorkflowBody
{
    /// <summary>From {json_definition} or {yaml_definition}, of which the second wins.</summary>
    public static WorkflowDraft? Read(JsonElement body, RequestFaults faults, TimeProvider time)
    {
        var fields = new FieldReader(body, faults);
        if (fields.Text("yaml_definition") is { } yaml)
        {
            return Yaml(yaml, faults, time, "body", "yaml_definition");
        }

        if (fields.Find("yaml_definition") is null && fields.Find("json_definition") is null)
        {
            faults.Conflict("json_definition or yaml_definition is required", body);
        }

        return fields.Object("json_definition") is { } definition && !faults.Any
            ? WorkflowReader.Read(definition, faults, time, "body", "json_definition")
            : null;
    }

    /// <summary>From a body that is the definition, as JSON or YAML, whatever its content type says.</summary>
    public static async Task<WorkflowDraft?> ReadRawAsync(HttpRequest request, RequestFaults faults, TimeProvider time)
    {
        using var buffer = new MemoryStream();
        await request.Body.CopyToAsync(buffer, request.HttpContext.RequestAborted);
        var bytes = buffer.ToArray();
        if (!Utf8.IsValid(bytes))
        {
            faults.Add("value_error", "Not UTF-8", null, ["body"]);
            return null;
        }

        return Yaml(Encoding.UTF8.GetString(bytes), faults, time, "body");
    }

    private static WorkflowDraft? Yaml(string text, RequestFaults faults, TimeProvider time, params string[] place)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            faults.Missing(null, [.. place]);
            return null;
        }

        var (json, problem) = text.TrimStart().StartsWith('{') ? Json(text) : YamlJson.Parse(text);
        if (json is not { } definition || !JsonTexts.AreWhole(definition))
        {
            faults.Add("value_error", $"Not readable as a definition: {problem ?? "a text holds something that is not a character"}", null, [.. place]);
            return null;
        }

        if (definition.ValueKind != JsonValueKind.Object)
        {
            faults.NotObject(definition, [.. place]);
            return null;
        }

        return WorkflowReader.Read(definition, faults, time, [.. place]);
    }

    // A text in braces is JSON, or else YAML in its flow style.
    private static (JsonElement? Json, string? Problem) Json(string text)
    {
        try
        {
            return (JsonElement.Parse(text), null);
        }
        catch (JsonException)
        {
            return YamlJson.Parse(text);
        }
    }
}
