using System.Text.Json;
using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.Llm;

/// <summary>The model that a task asks for.</summary>
internal static class RequestedModel
{
    /// <summary>From <c>{"model_name": "…"}</c>; null when it asks for none.</summary>
    public static string? Of(TaskRequest request) =>
        request.Model is { ValueKind: JsonValueKind.Object } model
        && model.TryGetProperty("model_name", out var name) && name.ValueKind == JsonValueKind.String
            ? name.GetString()
            : null;
}
