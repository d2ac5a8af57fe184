using System.Text.Json;
using Skyvern.Server.Core.Credentials;
using Skyvern.Server.Core.Engine;
using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.Core.Workflows;

/// <summary>Makes the task of a block: its texts with their values.</summary>
internal sealed class BlockTask(ICredentialStore credentials)
{
    /// <summary>The task.</summary>
    /// <exception cref="TemplateException">A place in the block's texts has no value.</exception>
    public async Task<TaskRequest> OfAsync(
        TaskRun run, WorkflowDefinition definition, WorkflowBlock block, WorkflowValues values, CancellationToken cancellationToken)
    {
        var (of, url) = (run.Request, Filled(block.Url, values));
        var (fixedUrl, empty) = (block.Url is { } text && Template.Places(text).All(place => place.Reference is { } used && values.IsOwn(used.Name)), Empty(run, block));
        var task = Fill(empty, block, values, await DataAsync(run, definition, block, values, cancellationToken));
        var own = Fill(empty, block, values.Own, await DataAsync(run, definition, block, values.Own, cancellationToken));
        return task with
        {
            Block = empty.Block! with { OwnGoal = TaskGoal.Compose(own).Prompt, OwnUrl = fixedUrl ? url : null },
            Url = url,
            Title = Filled(block.Title, values) ?? block.Label,
            DataExtractionSchema = block.DataSchema is { } schema ? Template.Fill(schema, values) : null,
            ErrorCodeMapping = block.ErrorCodeMapping,
            MaxSteps = of.MaxSteps is > 0 and { } most ? most : block.MaxSteps,
            TotpUrl = Filled(block.TotpUrl, values) ?? of.TotpUrl,
            TotpIdentifier = Filled(block.TotpIdentifier, values) ?? of.TotpIdentifier,
            Model = block.Model ?? definition.Model,
        };
    }

    /// <summary>A task that was never begun, because its values could not be had.</summary>
    public static TaskRequest Empty(TaskRun run, WorkflowBlock block) => new()
    {
        Prompt = "",
        Title = block.Label,
        Engine = block.Engine,
        ProxyLocation = run.Request.ProxyLocation,
        BrowserSessionId = run.Request.BrowserSessionId,
        ExtraHttpHeaders = run.Request.ExtraHttpHeaders,
        MaxScreenshotScrolls = run.Request.MaxScreenshotScrolls,
        Block = new BlockCall(block.Label, block.Type, block.ContinueOnFailure),
    };

    /// <summary>What the block wants, with its values; <see cref="TaskGoal"/> makes one goal of it.</summary>
    private static TaskRequest Fill(TaskRequest task, WorkflowBlock block, WorkflowValues values, IEnumerable<string> data)
    {
        var (complete, giveUp) = (Filled(block.CompleteCriterion, values), Filled(block.TerminateCriterion, values));
        string?[] lines =
        [
            Filled(block.NavigationGoal, values) ?? (block.Type == BlockTypes.LogIn ? "Log in." : null),
            block is { Type: BlockTypes.Validation } && complete is null && giveUp is not null ? "The goal is met if there is no reason to give up." : null,
            block.CompleteOnDownload ? "The goal is reached as soon as a file has been downloaded." : null,
        ];
        return task with
        {
            Prompt = string.Join('\n', lines.OfType<string>().Concat(data)),
            DataExtractionGoal = Filled(block.DataExtractionGoal, values),
            CompleteCriterion = complete,
            TerminateCriterion = giveUp,
            TaskType = block.Type switch
            {
                BlockTypes.Validation => TaskTypes.Validation,
                BlockTypes.Action => TaskTypes.Action,
                _ => null,
            },
        };
    }

    /// <summary>The values of parameter_keys that the goal's own templates do not tell already.</summary>
    private async Task<IReadOnlyList<string>> DataAsync(
        TaskRun run, WorkflowDefinition definition, WorkflowBlock block, WorkflowValues values, CancellationToken cancellationToken)
    {
        var told = block.Texts().SelectMany(field => Template.Places(field.Text)).Select(place => place.Reference?.Name).ToHashSet();
        var lines = new List<string>();
        foreach (var key in block.ParameterKeys.Where(key => !told.Contains(key)))
        {
            var value = values.Find(key);
            if (definition.Parameters.FirstOrDefault(parameter => parameter.Key == key)?.Type == ParameterTypes.CredentialId)
            {
                lines.Add($"Log in with the stored credential {await NameAsync(run, value, cancellationToken)}.");
            }
            else if (value is { ValueKind: not JsonValueKind.Null } given)
            {
                lines.Add($"{key}: {(given.ValueKind == JsonValueKind.String ? given.GetString() : given.GetRawText())}");
            }
        }

        return lines;
    }

    // Planners know credentials by their names; the secret itself is put in by the engine.
    private async Task<string> NameAsync(TaskRun run, JsonElement? credentialId, CancellationToken cancellationToken)
    {
        var id = credentialId?.ToString() ?? "";
        return (await credentials.FindAsync(run.OrganizationId, id, cancellationToken))?.Name
            ?? throw new TemplateException($"There is no stored credential {id} any more.");
    }

    private static string? Filled(string? text, WorkflowValues values) =>
        text is not null && Template.Fill(text, values) is var filled && !string.IsNullOrWhiteSpace(filled) ? filled : null;
}
