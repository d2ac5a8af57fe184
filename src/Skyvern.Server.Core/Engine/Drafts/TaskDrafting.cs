using System.Text.Json.Nodes;
using Skyvern.Server.Core.Engine.Protection;
using Skyvern.Server.Core.Verification;

namespace Skyvern.Server.Core.Engine.Drafts;

/// <summary>Has tasks made of prompts. What is secret in a prompt is put back into the answer for its own caller; nobody who drafts gets to see it.</summary>
public sealed class TaskDrafting
{
    private readonly ITaskDrafter _drafter;

    internal TaskDrafting(ITaskDrafter drafter) => _drafter = drafter;

    /// <summary>The task; null when nothing can be told of the prompt.</summary>
    /// <inheritdoc cref="ITaskDrafter.DraftAsync" path="/exception"/>
    public async Task<TaskDraft?> DraftAsync(string prompt, CancellationToken cancellationToken)
    {
        var (goal, secrets) = Hide(prompt);
        return await _drafter.DraftAsync(goal, cancellationToken) is not { } draft ? null : draft with
        {
            Url = Restore(draft.Url, secrets),
            NavigationGoal = Restore(draft.NavigationGoal, secrets)!,
            NavigationPayload = Restore(draft.NavigationPayload, secrets),
            DataExtractionGoal = Restore(draft.DataExtractionGoal, secrets),
        };
    }

    private static (string Goal, IReadOnlyList<RunSecret> Secrets) Hide(string prompt)
    {
        var codes = OtpTaskData.Read(prompt).Written.Select((value, index) => new RunSecret($"code_{index + 1}", value)).ToList();
        var withoutCodes = codes.Aggregate(prompt, (text, code) => text.Replace(code.Value, code.Placeholder, StringComparison.Ordinal));
        var (goal, secrets) = PromptSecrets.Find(withoutCodes);

        // A placeholder may itself stand where a secret was looked for; what is put back last is put back whole.
        return (goal, [.. secrets, .. codes]);
    }

    private static string? Restore(string? text, IReadOnlyList<RunSecret> secrets) =>
        secrets.Aggregate(text, (restored, secret) => restored?.Replace(secret.Placeholder, secret.Value, StringComparison.Ordinal));

    private static JsonNode? Restore(JsonNode? node, IReadOnlyList<RunSecret> secrets) => node switch
    {
        JsonObject map => new JsonObject(map.Select(member => KeyValuePair.Create(member.Key, Restore(member.Value, secrets)))),
        JsonArray list => new JsonArray([.. list.Select(entry => Restore(entry, secrets))]),
        JsonValue value when value.TryGetValue(out string? text) => JsonValue.Create(Restore(text, secrets)),
        _ => node?.DeepClone(),
    };
}
