using System.Text.Json;
using Skyvern.Server.Core.Actions;
using Skyvern.Server.Core.Artifacts;
using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.Core.Engine;

/// <summary>Writes steps and actions down as they happen, so that whoever looks sees how far a run is.</summary>
internal sealed class StepRecorder(IRunJournal journal, ArtifactRecorder artifacts, TimeProvider time)
{
    /// <summary>A step begins.</summary>
    public async Task<StepRecord> BeginAsync(RunState run)
    {
        var now = time.GetUtcNow();
        var record = new StepRecord(new RunStep
        {
            Id = RunIds.Step(now),
            RunId = run.Run.Id,
            OrganizationId = run.Run.OrganizationId,
            Attempt = run.Lease.Claim.Attempt,
            Order = run.StepOrder,
            RetryIndex = run.Retry,
            Status = StepStatus.Running,
            CreatedAt = now,
            ModifiedAt = now,
        });
        var words = run.Retry == 0 ? "started" : $"started again (repeat {run.Retry})";
        await SaveAsync(run, record, [], Event(run, record, "step.started", words));
        return record;
    }

    /// <summary>The page was read.</summary>
    public async Task SeenAsync(RunState run, StepRecord record, Observation page)
    {
        record.Seen = page;
        record.Row.Url = run.Secrets.Apply(page.Url);
        await artifacts.PictureAsync(run, ArtifactTypes.StepScreenshot, record.Row.Id, actionId: null, run.Work);
        await artifacts.TextAsync(run, ArtifactTypes.Observation, record.Row.Id, ObservationText.Render(page, ""), run.Work);
    }

    /// <summary>The planner has answered: the plan's actions are pending now.</summary>
    public async Task PlannedAsync(RunState run, StepRecord record, StepPlan plan, Observation page)
    {
        run.Secrets.Learn(plan, page);
        run.Goals.Update(plan);
        Count(run, record, plan.Usage);
        record.Row.Note = plan.Note.Length > 0 ? run.Secrets.Apply(plan.Note) : null;
        record.Actions = ActionRows.Of(record.Row, plan, page, run.Secrets, time.GetUtcNow());
        await SaveAsync(run, record, record.Rows);

        await ExchangeAsync(run, record, plan.Exchange);
        await artifacts.TextAsync(run, ArtifactTypes.ParsedReply, record.Row.Id, Parsed(plan), run.Work);
    }

    /// <summary>What was said to a model and what it answered.</summary>
    public async Task ExchangeAsync(RunState run, StepRecord record, PlannerExchange? exchange)
    {
        await artifacts.TextAsync(run, ArtifactTypes.Prompt, record.Row.Id, exchange?.Prompt, run.Work);
        await artifacts.TextAsync(run, ArtifactTypes.Reply, record.Row.Id, exchange?.Reply, run.Work);
    }

    /// <summary>Tokens were spent on the step.</summary>
    public static void Count(RunState run, StepRecord record, TokenUsage usage)
    {
        record.Add(usage);
        run.Tokens += usage.Input + usage.Output;
    }

    /// <summary>An action has ended, or was left out.</summary>
    public async Task ActedAsync(RunState run, StepRecord record, int index, PerformedAction performed)
    {
        var (action, result) = (performed.Action, performed.Result);
        var rows = record.Actions[index];
        ActionRows.Finish(rows, result, run.Secrets, performed.StartedAt, time.GetUtcNow());
        if (performed.OutputJson is { } output)
        {
            rows[^1].OutputJson = output;
        }

        if (result.Code != ActionCode.Skipped && action is not (FindAction or ReadAction or LookAction or ExtractAction or DoneAction))
        {
            rows[^1].ScreenshotArtifactId =
                await artifacts.PictureAsync(run, ArtifactTypes.ActionScreenshot, record.Row.Id, rows[^1].Id, run.Work);
        }

        run.LastDeed = $"{run.Secrets.Apply(ActionText.ForPeople(action, performed.Page))} → {result.Word}";
        await SaveAsync(run, record, rows, Event(run, record, "action.finished", run.LastDeed, rows[^1].Id));
    }

    /// <summary>A step has ended.</summary>
    public Task EndAsync(RunState run, StepRecord record, string? failure = null)
    {
        record.Row.Status = failure is null ? StepStatus.Completed : StepStatus.Failed;
        record.Row.Exception = failure is null ? null : run.Secrets.Apply(failure);

        // What the step did not come to will not be done any more.
        var left = record.Rows.Where(row => row.Status == ActionStatus.Pending).ToList();
        foreach (var row in left)
        {
            row.Status = ActionStatus.Skipped;
            row.ResultCode = "skipped";
            row.ModifiedAt = time.GetUtcNow();
        }

        return SaveAsync(run, record, left, failure is null
            ? Event(run, record, "step.completed", "completed")
            : Event(run, record, "step.failed", "failed"));
    }

    /// <summary>Says something about the run that is no step.</summary>
    public Task NoteAsync(RunLease lease, string kind, string message) => lease.KeepAsync(journal.AddEventAsync(lease.Claim, new RunEvent
    {
        RunId = lease.Claim.RunId,
        OrganizationId = lease.Claim.Run.OrganizationId,
        Kind = kind,
        Message = message,
        At = time.GetUtcNow(),
    }, lease.Work));

    private Task SaveAsync(RunState run, StepRecord record, IReadOnlyList<RunAction> rows, params IReadOnlyList<RunEvent> events)
    {
        record.Row.ModifiedAt = time.GetUtcNow();
        return run.Lease.KeepAsync(journal.SaveStepAsync(run.Lease.Claim, record.Row, rows, events, run.Work));
    }

    private RunEvent Event(RunState run, StepRecord record, string kind, string words, string? actionId = null) => new()
    {
        RunId = run.Run.Id,
        OrganizationId = run.Run.OrganizationId,
        Kind = kind,
        Message = $"Step {record.Row.Order + 1}: {words}",
        StepId = record.Row.Id,
        ActionId = actionId,
        At = time.GetUtcNow(),
    };

    private static string Parsed(StepPlan plan) => JsonSerializer.Serialize(new
    {
        note = plan.Note,
        memory = plan.Memory,
        plan = plan.Subgoals,
        goals = plan.Goals,
        @do = plan.Actions.Select(action => (object)action),
    }, ParsedJson);

    private static readonly JsonSerializerOptions ParsedJson = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };
}
