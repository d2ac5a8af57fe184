using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.Core.Engine;

/// <summary>Makes one goal of all that a request says about it: planners, the completion gate and the protection of secrets read the same text.</summary>
internal static partial class TaskGoal
{
    private static readonly JsonSerializerOptions OneLine = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The request with the whole goal as its prompt, and without the parts that went into it.</summary>
    public static TaskRequest Compose(TaskRequest request) => request with
    {
        Prompt = string.Join('\n', Parts(request).OfType<string>()),
        WorkflowSystemPrompt = null,
        NavigationPayload = null,
        DataExtractionGoal = null,
        CompleteCriterion = null,
        TerminateCriterion = null,
    };

    /// <summary>The data for forms as the goal has it, on a line of its own; null when there is none.</summary>
    public static string? Data(TaskRequest request) => request.NavigationPayload switch
    {
        null or { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined } => null,
        { ValueKind: JsonValueKind.String } text => text.GetString() is { Length: > 0 } given ? $"Data: {given}" : null,
        { } json => $"Data: {JsonSerializer.Serialize(json, OneLine)}",
    };

    // In an order that the rules can read too: data comes behind the form that it is for.
    private static IEnumerable<string?> Parts(TaskRequest request)
    {
        yield return Line("Instructions: ", request.WorkflowSystemPrompt);
        yield return request.Prompt.Length > 0 ? request.Prompt : null;
        yield return Data(request);
        yield return request.DataExtractionGoal is { } wanted ? Line(Asks().IsMatch(wanted) ? "" : "Extract ", wanted) : null;
        yield return Line("The goal is met when: ", request.CompleteCriterion);
        yield return Line("Give up as terminated when: ", request.TerminateCriterion);
    }

    private static string? Line(string label, string? text) => string.IsNullOrWhiteSpace(text) ? null : label + text.Trim();

    [GeneratedRegex(@"^\s*(?:please\s+)?(?:extract|scrape|collect|retrieve|capture|output|get|read|return|list|grab|fetch|give|tell|show|report|find|note|what)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Asks();
}
