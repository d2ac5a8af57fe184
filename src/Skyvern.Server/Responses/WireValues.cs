using System.Text.Json;
using Skyvern.Client.Contracts;
using Skyvern.Client.Json;
using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.Responses;

/// <summary>Small pieces that several descriptions of a run share.</summary>
internal static class WireValues
{
    /// <summary>Stored JSON; null for nothing.</summary>
    public static JsonElement? Json(string? text) => text is null ? null : NullIfNull(JsonElement.Parse(text));

    /// <summary>A run's output. A bare number or boolean is sent as its text: clients refuse it otherwise.</summary>
    public static JsonElement? Output(TaskRun run) => Json(run.OutputJson) switch
    {
        { ValueKind: JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False } scalar =>
            JsonSerializer.SerializeToElement(JsonSerializer.Serialize(scalar, WireJson.Options), WireJson.Options),
        var other => other,
    };

    /// <summary>A run's errors; a code of the caller's own list is marked as such.</summary>
    public static IReadOnlyList<RunErrorItem> Errors(TaskRun run) => [.. run.Errors.Select(error => ToItem(run, error))];

    /// <summary>Kinds of failure; null without one.</summary>
    public static IReadOnlyList<FailureCategoryItem>? Categories(TaskRun run) => run.FailureCategories.Count == 0
        ? null
        : [.. run.FailureCategories.Select(one => new FailureCategoryItem
        {
            Category = one.Category,
            ConfidenceFloat = one.Confidence,
            Reasoning = one.Reasoning,
        })];

    /// <summary>Most steps as asked for; 0 means not given.</summary>
    public static int? MaxSteps(TaskRun run) => run.Request.MaxSteps is > 0 and var steps ? steps : null;

    private static RunErrorItem ToItem(TaskRun run, RunError error)
    {
        // A workflow run reports codes of its blocks: only callers' codes have a confidence.
        var isCallers = error.Confidence is not null || run.Request.ErrorCodeMapping?.ContainsKey(error.ErrorCode) == true;
        return new()
        {
            ErrorCode = error.ErrorCode,
            Reasoning = error.Reasoning,
            ConfidenceFloat = isCallers ? error.Confidence ?? 1 : null,
            ErrorType = isCallers ? "USER_DEFINED_ERROR" : "SYSTEM_DEFINED_ERROR",
        };
    }

    private static JsonElement? NullIfNull(JsonElement value) => value.ValueKind == JsonValueKind.Null ? null : value;
}
