using System.Security.Claims;
using System.Text.Json;
using Skyvern.Server.Authentication;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Core.Workflows;

namespace Skyvern.Server.Webhooks;

/// <summary>Makes a run to try a webhook address with.</summary>
internal static class SampleRun
{
    /// <summary>A run that is stored nowhere, for a look at the form.</summary>
    public static TaskRun Of(ClaimsPrincipal caller, bool isWorkflow, DateTimeOffset now)
    {
        var request = new TaskRequest
        {
            Prompt = "A test of the webhook address",
            Engine = "skyvern-2.0",
            Workflow = !isWorkflow ? null : new WorkflowCall
            {
                WorkflowId = RunIds.Workflow(now), PermanentId = RunIds.PermanentWorkflow(now), Parameters = new Dictionary<string, JsonElement>(),
            },
        };
        var run = TaskRun.Queue(caller.OrganizationId(), caller.ApiKeyId(), request, "manual", now);
        run.TryClaim(now);
        run.TryFinish(new RunResult(RunStatus.Completed) { OutputJson = """{"test":true}""" }, now);
        return run;
    }
}
