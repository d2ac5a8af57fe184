using Skyvern.Server.Core.Runs;
using Skyvern.Server.Core.Webhooks;
using Skyvern.Server.Pages.Parts;

namespace Skyvern.Server.Pages.Runs;

/// <summary>Sentences and states that the head of a run's page shows.</summary>
internal static class RunWords
{
    private const int LeadLength = 320;

    /// <summary>The run's title, else the first words of its prompt.</summary>
    public static string Title(this RunFacts facts) =>
        facts.Request.Block?.Label ?? RunTitle.Of(facts.Run.Id, facts.Request);

    /// <summary>The prompt, if the title does not say it all.</summary>
    public static string? Lead(this RunFacts facts) => Goal(facts) is var goal && goal == facts.Title() ? null : Amounts.Beginning(goal, LeadLength);

    /// <summary>The title of the tab: state and progress first.</summary>
    public static string TabTitle(this RunFacts facts) => facts.Run.Status switch
    {
        RunStatus.Running when facts.Waits() => $"⏸ {facts.Title()}",
        RunStatus.Running => $"▶ {facts.StepCount}/{facts.MaxSteps} {facts.Title()}",
        RunStatus.Created or RunStatus.Queued => $"… {facts.Title()}",
        RunStatus.Completed => $"✓ {facts.Title()}",
        RunStatus.Canceled => $"■ {facts.Title()}",
        _ => $"✗ {facts.Title()}",
    };

    /// <summary>What the run waits for a person with; null: it does not.</summary>
    public static RunEvent? WaitingFor(this RunFacts facts) => facts.IsOpen
        ? facts.Events.LastOrDefault(told => told.Kind is "run.waiting" or "run.resumed" or "run.running" or "step.started" or "step.completed" or "step.failed" or "action.finished") is { Kind: "run.waiting" } waiting
            ? waiting : null
        : null;

    /// <summary>Whether somebody has control of the browser, in words; null: nobody.</summary>
    public static RunEvent? Control(this RunFacts facts) => facts.IsOpen
        ? facts.Events.LastOrDefault(told => told.Kind is "run.control_taken" or "run.control_returned") is { Kind: "run.control_taken" } taken ? taken : null
        : null;

    /// <summary>How the webhook stands.</summary>
    public static (Tone Tone, string Words) Webhook(this RunFacts facts) => (facts.Run.Request.WebhookUrl, facts.Delivery) switch
    {
        (null or "", _) => (Tone.Plain, "none"),
        _ when facts.IsOpen => (Tone.Plain, "waits for the end"),
        (_, { Status: DeliveryStatus.Delivered }) or (_, _) when facts.Run.WebhookFailureReason is "" => (Tone.Good, "delivered"),
        (_, { Status: DeliveryStatus.Pending, Attempts: 0 }) => (Tone.Busy, "on its way"),
        (_, { Status: DeliveryStatus.Pending } delivery) => (Tone.Warn, $"tried {CountText.Of(delivery.Attempts, "time", "times")}, goes on"),
        (_, { Status: DeliveryStatus.GivenUp }) => (Tone.Bad, "given up"),
        _ => (Tone.Plain, "not sent"),
    };

    private static bool Waits(this RunFacts facts) => facts.WaitingFor() is not null || facts.Control() is not null;

    private static string Goal(RunFacts facts) =>
        facts.Request.Prompt.Length > 0 ? facts.Request.Prompt : facts.Request.DataExtractionGoal ?? facts.Run.Id;
}
