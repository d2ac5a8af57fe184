using System.Text.Json;
using System.Text.Json.Nodes;
using Skyvern.Client.Json;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Pages.Snippets;
using Skyvern.Server.Responses;

namespace Skyvern.Server.Pages.Runs;

/// <summary>What was asked for, secrets masked: as it was accepted, and as code that asks for the same.</summary>
/// <param name="Json">The request's body.</param>
/// <param name="Snippets">The same in several languages; empty: a block of a workflow, which is not asked for by itself.</param>
/// <param name="Trigger">Who asked, in a sentence.</param>
public sealed record RunRequestView(string Json, IReadOnlyList<RequestSnippet> Snippets, string Trigger)
{
    internal static RunRequestView Of(RunFacts facts, string api)
    {
        var (path, body) = Call(facts);
        IReadOnlyList<RequestSnippet> snippets = (facts.Run.WorkflowRunId, path) switch
        {
            (not null, _) => [],
            (_, null) => RequestCode.Of(api, body),
            (_, { } other) => [new("curl", "curl", CurlSnippet.Write(api, body, other)), new("json", "JSON", RequestCode.ToText(body))],
        };
        return new RunRequestView(RequestCode.ToText(body), snippets, Asked(facts.Run));
    }

    /// <summary>Where the request goes, null for the usual place, and its body.</summary>
    private static (string? Path, JsonObject Body) Call(RunFacts facts) => facts.Request switch
    {
        { Workflow: not null } request => ("/v1/run/workflows", Without(RequestEcho.OfWorkflow(request), "agent_id")),
        { NavigationPayload: null, DataExtractionGoal: null, CompleteCriterion: null, TerminateCriterion: null, TaskType: null } request =>
            (null, RequestCode.BodyOf(RequestEcho.Of(request))),
        var request => ("/api/v1/tasks", Without(RequestEcho.FirstGeneration(facts.Run.WithRequest(request)), "webhook_failure_reason")),
    };

    private static JsonObject Without<T>(T echo, string field)
    {
        var body = JsonSerializer.SerializeToNode(echo, WireJson.RequestOptions)!.AsObject();
        body.Remove(field);
        return body;
    }

    private static string Asked(TaskRun run) => run switch
    {
        { WorkflowRunId: not null } => "The workflow run asked for it.",
        { TriggerType: "api" } => "It came through the API.",
        { TriggerType: "manual" } => "It was started on these pages.",
        _ => $"It was started by: {run.TriggerType}.",
    };
}
