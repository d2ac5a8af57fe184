using System.Text.Json;
using Skyvern.Server.Core.Engine.Files;
using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.Core.Engine.Protection;

/// <summary>A run's request as people may see it on a page: secrets have placeholders, contents of files their names.</summary>
public static class ShownRequest
{
    /// <summary>The request of a run without its secrets.</summary>
    public static TaskRequest Of(TaskRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var guard = RunProtection.OfRequest(run);
        var request = run.Request;
        return request with
        {
            Prompt = Text(request.Prompt)!,
            Title = Text(request.Title),
            Url = Address(Text(request.Url)),
            WebhookUrl = Address(request.WebhookUrl),
            TotpUrl = Address(request.TotpUrl),
            NavigationPayload = Data(request.NavigationPayload),
            DataExtractionGoal = Text(request.DataExtractionGoal),
            CompleteCriterion = Text(request.CompleteCriterion),
            TerminateCriterion = Text(request.TerminateCriterion),
            WorkflowSystemPrompt = Text(request.WorkflowSystemPrompt),
            ExtraHttpHeaders = request.ExtraHttpHeaders?.ToDictionary(header => header.Key, header => Text(header.Value)!, StringComparer.Ordinal),
            Workflow = request.Workflow is not { } call ? null : call with
            {
                Parameters = call.Parameters.ToDictionary(value => value.Key, value => Data(value.Value)!.Value, StringComparer.Ordinal),
            },
        };

        string? Text(string? text) => text is null ? null : guard.Mask.Apply(guard.GivenCodes.Hide(PromptFiles.Find(text).Goal));

        // The password of https://ann:password@example.com.
        static string? Address(string? text) =>
            text is not null && Uri.TryCreate(text, UriKind.Absolute, out var address) && address.UserInfo.Split(':', 2) is [var name, { Length: > 0 } password]
                ? text.Replace($"{name}:{password}@", $"{name}:***@", StringComparison.Ordinal)
                : text;

        JsonElement? Data(JsonElement? json) =>
            json is { } data ? JsonElement.Parse(guard.Mask.ApplyToJson(guard.GivenCodes.Hide(data.GetRawText()))) : null;
    }
}
