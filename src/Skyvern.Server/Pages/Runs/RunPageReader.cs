using Skyvern.Server.Core.Engine;
using Skyvern.Server.Core.Engine.Protection;
using Skyvern.Server.Core.Recordings;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Core.Verification;
using Skyvern.Server.Core.Webhooks;
using Skyvern.Server.Core.Workflows;

namespace Skyvern.Server.Pages.Runs;

/// <summary>Reads a run for its page, with one look-up for each kind of thing.</summary>
internal sealed class RunPageReader(
    IRunStore runs, IRunReader reader, IBlockStore blocks, IWebhookStore webhooks, StepAllowance allowance, CodeDesk codes,
    RecordingQueries recordings, TimeProvider time)
{
    /// <summary>The run with these parts; null when it is unknown to the organization.</summary>
    public async Task<RunFacts?> ReadAsync(string organizationId, string runId, RunParts parts, CancellationToken cancellationToken)
    {
        if (await runs.FindAsync(organizationId, runId, cancellationToken) is not { } run)
        {
            return null;
        }

        var (delivery, attempts) = parts.HasFlag(RunParts.Webhook) && run.Status.IsFinal() && run.Request.WebhookUrl is not null
            ? await webhooks.FindOfRunAsync(organizationId, runId, cancellationToken)
            : (null, []);
        var facts = new RunFacts(run, ShownRequest.Of(run), await allowance.OfAsync(run, cancellationToken), time.GetUtcNow())
        {
            Steps = parts.HasFlag(RunParts.Steps) ? await reader.ListStepsAsync(organizationId, runId, cancellationToken) : [],
            Actions = parts.HasFlag(RunParts.Actions) ? await reader.ListActionsAsync(organizationId, runId, cancellationToken) : [],
            Events = parts.HasFlag(RunParts.Events) ? await reader.ListEventsAsync(organizationId, runId, 0, cancellationToken) : [],
            Artifacts = parts.HasFlag(RunParts.Artifacts) ? await reader.ListArtifactsAsync(organizationId, runId, [], cancellationToken) : [],
            Recordings = parts.HasFlag(RunParts.Artifacts) ? await recordings.ListAsync(run, cancellationToken) : [],
            Blocks = run.IsWorkflow ? await blocks.ListAsync(organizationId, runId, cancellationToken) : [],
            Delivery = delivery,
            Attempts = attempts,
            Queue = run.Status == RunStatus.Queued ? await reader.FindPlaceAsync(run, cancellationToken) : null,
        };
        return facts.WaitingFor() is not null || run is { IsWorkflow: true, Status: RunStatus.Running }
            ? facts with { TakesCode = await codes.IsWaitingAsync(run, cancellationToken) }
            : facts;
    }
}
