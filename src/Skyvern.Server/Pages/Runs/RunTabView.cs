namespace Skyvern.Server.Pages.Runs;

/// <summary>A tab of a run's page with what it shows.</summary>
/// <param name="Tab">Which.</param>
/// <param name="Facts">The run.</param>
/// <param name="Timeline">Its steps.</param>
public sealed record RunTabView(RunTab Tab, RunFacts Facts, TimelineView Timeline)
{
    /// <summary>For the output.</summary>
    public OutputView? Output { get; init; }

    /// <summary>For the errors.</summary>
    public FailureStory? Story { get; init; }

    /// <summary>For the request.</summary>
    public required RunRequestView Request { get; init; }

    /// <summary>For the webhooks.</summary>
    public SentWebhook? Sent { get; init; }

    /// <summary>For the webhooks: what came of sending it again just now.</summary>
    public (bool IsGood, string Words)? Told { get; init; }

    /// <summary>For the recording: whether runs are recorded.</summary>
    public bool Records { get; init; } = true;
}
