using System.Text.Json.Nodes;
using Skyvern.Server.Core.Actions;
using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Core.Engine.Claims;
using Skyvern.Server.Core.Engine.Protection;
using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.Core.Engine;

/// <summary>Does extract actions: the data is kept with the run, the planner gets a summary.</summary>
internal sealed class DataCollector(IDataExtractor extractor, IOutputValidator schemas, IRunJournal journal, StepRecorder recorder)
{
    /// <summary>Extracts from the current page; returns the result and the data as JSON text.</summary>
    public async Task<(ActionResult Result, string? Json)> CollectAsync(RunState run, StepRecord step, ExtractAction action)
    {
        var page = run.Secrets.Apply(await ReadAsync(run));
        run.Seen.Add(page);
        var schema = run.Run.Request.DataExtractionSchema is { } given ? schemas.Normalize(given) : null;
        var found = await extractor.ExtractAsync(new ExtractionRequest(run.Run, action.What, schema, page), run.Work);
        recorder.Count(run, step, found.Usage);
        await recorder.ExchangeAsync(run, step, found.Exchange);
        if (found.Data is null)
        {
            return (new ActionResult(ActionCode.Failed, found.Problem ?? "the page holds no such data"), null);
        }

        run.Extracted.Add(found.Data);
        if (OutputGate.BestEffort(run) is { } soFar)
        {
            await run.Lease.KeepAsync(journal.KeepOutputAsync(run.Lease.Claim, run.Secrets.ApplyToJson(soFar), run.Work));
        }

        var message = Summary(found.Data) + (found.Problem is { } problem ? $"; {problem}" : "");
        return (new ActionResult(ActionCode.Ok, message), found.Data.ToJsonString());
    }

    /// <summary>The whole page; without its text, what planners are shown of it.</summary>
    private static async Task<PageContent> ReadAsync(RunState run)
    {
        if (run.Run.Request.IncludeExtractedText != false)
        {
            return await run.Browser.Session.ReadContentAsync(run.Work);
        }

        var view = await run.Page.LookAsync(run.Work);
        return new PageContent { Url = view.Url, Title = view.Title, Markdown = string.Join('\n', view.Lines) };
    }

    private static string Summary(JsonNode data) => data switch
    {
        JsonArray list => $"{list.Count} items kept",
        JsonObject record => "kept: " + string.Join(", ", record.Select(field => field.Value switch
        {
            null => $"{field.Key} (not found)",
            JsonArray list => $"{field.Key} ({list.Count} items)",
            _ => field.Key,
        })),
        _ => "1 value kept",
    };
}
