using System.Text.Json;
using Skyvern.Server.Testing;

namespace Skyvern.Server.ServerTests.Workflows;

/// <summary>Short ways to store a workflow, run it and wait for its run.</summary>
internal static class WorkflowCalls
{
    private static readonly string[] Final = ["completed", "failed", "terminated", "timed_out", "canceled"];

    /// <summary>Stores a workflow of these blocks, written as JSON; its permanent id.</summary>
    public static async Task<string> StoreWorkflowAsync(this HttpClient http, string blocks, string parameters = "")
    {
        using var answer = await http.PostAsync("/v1/workflows", Json.Body(
            $$"""{"json_definition": {"title": "Test flow", "workflow_definition": {"parameters": [{{parameters}}], "blocks": [{{blocks}}]} } }"""));
        return (await ReadAsync(answer)).GetProperty("workflow_permanent_id").GetString()!;
    }

    /// <summary>Starts a run; its id.</summary>
    public static async Task<string> RunWorkflowAsync(this HttpClient http, string workflowId, string more = "")
    {
        using var answer = await http.PostAsync("/v1/run/workflows", Json.Body($$"""{"workflow_id": "{{workflowId}}"{{more}} }"""));
        return (await ReadAsync(answer)).GetProperty("run_id").GetString()!;
    }

    public static Task<JsonElement> WaitForEndAsync(this HttpClient http, string runId) =>
        http.WaitForAsync(runId, run => Final.Contains(run.GetProperty("status").GetString()));

    public static async Task<JsonElement> WaitForAsync(this HttpClient http, string runId, Func<JsonElement, bool> wanted)
    {
        JsonElement run = default;
        await Eventually.TrueAsync(async () => wanted(run = await http.GetJsonAsync($"/v1/runs/{runId}")), TimeSpan.FromSeconds(90));
        return run;
    }

    /// <summary>The blocks of a run, in the order in which they began.</summary>
    public static async Task<IReadOnlyList<JsonElement>> BlocksAsync(this HttpClient http, string runId) =>
        [.. (await http.GetJsonAsync($"/v1/runs/{runId}/timeline")).EnumerateArray().Reverse().Select(item => item.GetProperty("block"))];

    public static string? Text(this JsonElement json, string name) => json.GetProperty(name).GetString();

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage answer)
    {
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return await Json.ReadAsync(answer);
    }
}
