using System.Text.Json;
using Microsoft.Extensions.Options;
using Skyvern.Server.Core.Engine;
using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.Llm;

/// <summary>The model that a task asks for. One that nobody allowed means the configured one: callers may not choose what the owner pays for.</summary>
internal sealed class RequestedModel(IOptions<LlmOptions> settings) : IModelChoice
{
    private const int MostOfName = 60;

    /// <summary>From <c>{"model_name": "…"}</c>; null: the configured one.</summary>
    public static string? Of(TaskRequest request, LlmOptions options) => Named(request) is { } name && options.ModelNames.Contains(name) ? name : null;

    /// <inheritdoc />
    public string? Notice(TaskRequest request)
    {
        if (request.Model is not { ValueKind: JsonValueKind.Object } || Of(request, settings.Value) is not null)
        {
            return null;
        }

        return Named(request) is { } name
            ? $"There is no model {Shown(name)} here; {settings.Value.Model} works instead. GET /api/v1/models lists those that a task may name."
            : $"The task's model has no model_name; {settings.Value.Model} works.";
    }

    private static string? Named(TaskRequest request) =>
        request.Model is { ValueKind: JsonValueKind.Object } model
        && model.TryGetProperty("model_name", out var name) && name.ValueKind == JsonValueKind.String
            ? name.GetString()
            : null;

    // The events are plain lines.
    private static string Shown(string name) =>
        "\"" + new string([.. name.Take(MostOfName).Select(letter => char.IsControl(letter) ? ' ' : letter)]) + (name.Length > MostOfName ? "…\"" : "\"");
}
