using System.Text.Json;
using Skyvern.Server.Core.Artifacts;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Core.Workflows;
using Skyvern.Server.Pages.Runs;

namespace Skyvern.Server.ServerTests.Pages.Runs;

/// <summary>Makes up what is stored of a run, for parts of its page: times are seconds since its start.</summary>
internal static class RunSample
{
    public static readonly DateTimeOffset Start = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    public static DateTimeOffset At(double second) => Start.AddSeconds(second);

    /// <summary>A run that ended so after ten seconds; null: it goes on.</summary>
    public static RunFacts Facts(RunResult? result = null, TaskRequest? request = null)
    {
        var run = TaskRun.Queue("o_1", "key_1", request ?? new TaskRequest { Prompt = "Read the prices", Engine = "skyvern-2.0" }, "api", Start);
        run.TryClaim(Start);
        if (result is not null)
        {
            run.TryFinish(result, At(10));
        }

        return new RunFacts(run, run.Request, 25, At(10));
    }

    /// <summary>A workflow run that ended so: its first block, order, met its goal, and its second, pay, did not.</summary>
    public static RunFacts WorkflowFacts(RunResult result)
    {
        var call = new WorkflowCall { WorkflowId = "w_1", PermanentId = "wpid_1", Parameters = new Dictionary<string, JsonElement>() };
        var facts = Facts(result, new TaskRequest { Prompt = "Order and pay", Engine = "skyvern-2.0", Workflow = call });
        return facts with { Blocks = [Block("order", new RunResult(RunStatus.Completed)), Block("pay", result)] };

        TaskRun Block(string label, RunResult end)
        {
            var request = new TaskRequest { Prompt = label, Engine = "skyvern-2.0", Block = new BlockCall(label, BlockTypes.Task, ContinueOnFailure: false) };
            var block = TaskRun.StartBlock(facts.Run, request, Start);
            block.TryFinish(end, At(5));
            return block;
        }
    }

    public static RunStep Step(int order, double from, double to, StepStatus status = StepStatus.Completed, int retry = 0, string? note = null) => new()
    {
        Id = $"stp_{order}_{retry}",
        RunId = "tsk_1",
        OrganizationId = "o_1",
        Attempt = 1,
        Order = order,
        RetryIndex = retry,
        Status = status,
        Note = note,
        Url = "https://shop.example/paper",
        CreatedAt = At(from),
        ModifiedAt = At(to),
    };

    public static RunAction Action(RunStep step, double planned, double from, double to, string description = "click button \"Send\"") => new()
    {
        Id = "act_1",
        RunId = step.RunId,
        StepId = step.Id,
        OrganizationId = step.OrganizationId,
        StepOrder = step.Order,
        Order = 0,
        ActionType = "click",
        Act = "click",
        Status = ActionStatus.Completed,
        Description = description,
        CreatedAt = At(planned),
        StartedAt = At(from),
        FinishedAt = At(to),
    };

    public static Artifact Artifact(string type, double second, RunStep? step = null) => new()
    {
        Id = $"a_{type}_{second}",
        OrganizationId = "o_1",
        RunId = "tsk_1",
        StepId = step?.Id,
        Type = type,
        StorageKey = "k",
        Size = 1,
        Checksum = "c",
        CreatedAt = At(second),
    };

    public static RunEvent Event(string kind, double second, string message = "said") =>
        new() { RunId = "tsk_1", OrganizationId = "o_1", Kind = kind, Message = message, At = At(second) };
}
