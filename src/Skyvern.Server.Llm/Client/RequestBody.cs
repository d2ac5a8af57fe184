using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Skyvern.Server.Llm.Client;

/// <summary>Writes the bytes of a chat completion. Messages come first, so that the bytes of two steps agree up to the last result.</summary>
internal sealed class RequestBody(LlmOptions options)
{
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public byte[] Write(LlmRequest request, string model, ModelProfile profile)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer, Relaxed);
        json.WriteStartObject();
        json.WriteString("model", model);
        json.WriteStartArray("messages");
        foreach (var message in request.Messages)
        {
            json.WriteStartObject();
            json.WriteString("role", message.Role);
            WriteContent(json, message, profile);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteFormat(json, request.Format, profile);
        WriteParameters(json, request, model, profile);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    private void WriteContent(Utf8JsonWriter json, LlmMessage message, ModelProfile profile)
    {
        if (message.Picture is not { } picture)
        {
            json.WriteString("content", message.Content);
            return;
        }

        var text = $"{message.Content}\n{PictureNote.For(picture, profile.TakesPictures)}";
        if (!profile.TakesPictures)
        {
            json.WriteString("content", text);
            return;
        }

        json.WriteStartArray("content");
        json.WriteStartObject();
        json.WriteString("type", "text");
        json.WriteString("text", text);
        json.WriteEndObject();
        json.WriteStartObject();
        json.WriteString("type", "image_url");
        json.WriteStartObject("image_url");
        json.WriteString("url", "data:image/jpeg;base64," + Convert.ToBase64String(picture));
        json.WriteString("detail", options.PictureDetail);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private void WriteParameters(Utf8JsonWriter json, LlmRequest request, string model, ModelProfile profile)
    {
        if (profile.LengthParameter is { } length)
        {
            json.WriteNumber(length, request.MaxTokens);
        }

        if (options.Temperature is { } temperature && profile.Sends("temperature"))
        {
            json.WriteNumber("temperature", temperature);
        }

        if ((options.ReasoningEffort ?? (ModelProfiles.IsReasoning(model) ? "low" : null)) is { } effort && profile.Sends("reasoning_effort"))
        {
            json.WriteString("reasoning_effort", effort);
        }

        if (profile.Sends("prompt_cache_key"))
        {
            json.WriteString("prompt_cache_key", request.CacheKey);
        }
    }

    private static void WriteFormat(Utf8JsonWriter json, AnswerFormat format, ModelProfile profile)
    {
        var mode = format.SchemaJson is null && profile.Mode is LlmOutputMode.JsonSchema or LlmOutputMode.Tool ? LlmOutputMode.JsonObject : profile.Mode;
        switch (mode)
        {
            case LlmOutputMode.JsonSchema:
                json.WriteStartObject("response_format");
                json.WriteString("type", "json_schema");
                json.WriteStartObject("json_schema");
                json.WriteString("name", format.Name);
                WriteStrict(json, profile);
                WriteSchema(json, "schema", format, profile);
                json.WriteEndObject();
                json.WriteEndObject();
                break;
            case LlmOutputMode.Tool:
                WriteTool(json, format, profile);
                break;
            case LlmOutputMode.JsonObject:
                json.WriteStartObject("response_format");
                json.WriteString("type", "json_object");
                json.WriteEndObject();
                break;
            default:
                break;
        }
    }

    private static void WriteTool(Utf8JsonWriter json, AnswerFormat format, ModelProfile profile)
    {
        json.WriteStartArray("tools");
        json.WriteStartObject();
        json.WriteString("type", "function");
        json.WriteStartObject("function");
        json.WriteString("name", format.Name);
        json.WriteString("description", format.Description);
        WriteStrict(json, profile);
        WriteSchema(json, "parameters", format, profile);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
        if (profile.Sends("tool_choice"))
        {
            json.WriteStartObject("tool_choice");
            json.WriteString("type", "function");
            json.WriteStartObject("function");
            json.WriteString("name", format.Name);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        if (profile.Sends("parallel_tool_calls"))
        {
            json.WriteBoolean("parallel_tool_calls", false);
        }
    }

    private static void WriteStrict(Utf8JsonWriter json, ModelProfile profile)
    {
        if (profile.Sends("strict"))
        {
            json.WriteBoolean("strict", true);
        }
    }

    private static void WriteSchema(Utf8JsonWriter json, string name, AnswerFormat format, ModelProfile profile)
    {
        json.WritePropertyName(name);
        json.WriteRawValue(profile.ConstAsEnum ? WithEnums(JsonNode.Parse(format.SchemaJson!))!.ToJsonString() : format.SchemaJson!);
    }

    private static JsonNode? WithEnums(JsonNode? node)
    {
        if (node is JsonObject owner)
        {
            if (owner["const"] is { } word)
            {
                owner.Remove("const");
                owner["enum"] = new JsonArray(word);
            }

            foreach (var (_, child) in owner)
            {
                WithEnums(child);
            }
        }
        else if (node is JsonArray list)
        {
            foreach (var child in list)
            {
                WithEnums(child);
            }
        }

        return node;
    }
}
