using Microsoft.Extensions.Options;
using Skyvern.Server.Core.Engine;
using Skyvern.Server.Core.Engine.Protection;
using Skyvern.Server.Core.Organizations;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Core.Webhooks;
using Skyvern.Server.Core.Workflows;

namespace Skyvern.Server.Pages.Runs;

/// <summary>Reads a run for its page, with one look-up for each kind of thing.</summary>
internal sealed class RunPageReader(
    IRunStore runs, IRunReader reader, IBlockStore blocks, IWebhookStore webhooks, IOrganizationStore organizations,
    IOptions<EngineOptions> engine, TimeProvider time)
{
    /// <summary>The run with these parts; null when it is unknown to the organization.</summary>
    public async Task<RunFacts?> ReadAsync(string organizationId, string runId, RunParts parts, CancellationToken cancellationToken)
    {
        if (await runs.FindAsync(organizationId, runId, cancellationToken) is not { } run)
        {
            return null;
        }

        var organization = await organizations.FindAsync(organizationId, cancellationToken);
        var (delivery, attempts) = parts.HasFlag(RunParts.Webhook) && run.Status.IsFinal() && run.Request.WebhookUrl is not null
            ? await webhooks.FindOfRunAsync(organizationId, runId, cancellationToken)
            : (null, []);
        return new RunFacts(run, ShownRequest.Of(run), StepLimit.Of(run.Request, organization, engine.Value), time.GetUtcNow())
        {
            Steps = parts.HasFlag(RunParts.Steps) ? await reader.ListStepsAsync(organizationId, runId, cancellationToken) : [],
            Actions = parts.HasFlag(RunParts.Actions) ? await reader.ListActionsAsync(organizationId, runId, cancellationToken) : [],
            Events = parts.HasFlag(RunParts.Events) ? await reader.ListEventsAsync(organizationId, runId, 0, cancellationToken) : [],
            Artifacts = parts.HasFlag(RunParts.Artifacts) ? await reader.ListArtifactsAsync(organizationId, runId, [], cancellationToken) : [],
            Blocks = run.IsWorkflow ? await blocks.ListAsync(organizationId, runId, cancellationToken) : [],
            Delivery = delivery,
            Attempts = attempts,
            Queue = run.Status == RunStatus.Queued ? await reader.FindPlaceAsync(run, cancellationToken) : null,
        };
    }
}
