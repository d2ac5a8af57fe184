using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Core.Engine.Claims;
using Skyvern.Server.Core.Engine.Files;
using Skyvern.Server.Core.Engine.Grounding;
using Skyvern.Server.Core.Engine.Protection;
using Skyvern.Server.Core.Recordings;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Core.Verification;

namespace Skyvern.Server.Core.Engine;

/// <summary>What the engine knows of a run while it works it off.</summary>
internal sealed class RunState(RunLease lease, RunProtection protection, IStepPlanner planner, RunBrowser browser, RunControl control, int maxSteps)
{
    /// <summary>The hold on the run.</summary>
    public RunLease Lease { get; } = lease;

    /// <summary>The run as it was when claimed, its request with placeholders for secrets: whatever gets it cannot give them away.</summary>
    public TaskRun Run { get; } = protection.Run;

    /// <summary>What the work goes by.</summary>
    public CancellationToken Work => Lease.Work;

    /// <summary>Decides the steps.</summary>
    public IStepPlanner Planner { get; } = planner;

    /// <summary>The browser.</summary>
    public RunBrowser Browser { get; } = browser;

    /// <summary>People's share in it.</summary>
    public RunControl Control { get; } = control;

    /// <summary>The video of it; null: it is not recorded.</summary>
    public RunRecording? Recording { get; init; }

    /// <summary>The page as the engine last saw it.</summary>
    public PageView Page => field ??= new PageView(Browser, protection.Sites, Seen);

    /// <summary>Every text that the run has seen.</summary>
    public SeenText Seen { get; } = new();

    /// <summary>Whether the engine plans with subgoals and finds a start address itself; the engine of the first generation does neither.</summary>
    public bool KeepsSubgoals => Run.Request.Engine != "skyvern-1.0";

    /// <summary>Most steps.</summary>
    public int MaxSteps { get; } = maxSteps;

    /// <summary>The step under way or next, from 1; repeats keep its number.</summary>
    public int StepNumber { get; set; } = 1;

    /// <summary>Steps begun in this attempt, repeats included.</summary>
    public int StepsTaken { get; set; }

    /// <summary>How often the step under way was repeated.</summary>
    public int Retry { get; set; }

    /// <summary>Earlier replies and what came of them; only ever appended to.</summary>
    public List<PlanTurn> History { get; } = [];

    /// <summary>Advice for the next step, or null.</summary>
    public string? Nudge { get; set; }

    /// <summary>Where the run starts; null: the planner has to name a place first.</summary>
    public string? StartAddress { get; set; }

    /// <summary>The page that was open last; null: none was.</summary>
    public string? LastAddress { get; set; }

    /// <summary>Data extracted so far.</summary>
    public ExtractedData Extracted { get; } = new();

    /// <summary>The planner's subgoals.</summary>
    public Subgoals Goals { get; } = new();

    /// <summary>Files the run fetched.</summary>
    public DownloadLedger Downloads { get; } = new();

    /// <summary>Hides secrets in whatever leaves the engine.</summary>
    public SecretMask Secrets { get; } = protection.Mask;

    /// <summary>Secrets that may be typed.</summary>
    public SecretVault Vault { get; } = protection.Vault;

    /// <summary>Where the run may go.</summary>
    public RunSites Sites { get; } = protection.Sites;

    /// <summary>What it may upload.</summary>
    public RunFiles Files { get; } = protection.Files;

    /// <summary>Stored log-ins that it may use.</summary>
    public RunCredentials Credentials { get; } = protection.Credentials;

    /// <summary>One-time codes that the task gives, and those entered already.</summary>
    public OtpMemory Otp { get; } = new(protection.GivenCodes);

    /// <summary>Watches for steps that lead nowhere.</summary>
    public LoopGuard Loops { get; } = new();

    /// <summary>What the completion gate has already sent back.</summary>
    public GateMemory Gate { get; } = new();

    /// <summary>Whether the planner asked for a picture of the page.</summary>
    public bool LookRequested { get; set; }

    /// <summary>Steps in a row of which no action succeeded.</summary>
    public int FailedSteps { get; set; }

    /// <summary>The page of which the planner was given a picture for the step under way; null: it was given none.</summary>
    public Observation? Pictured { get; set; }

    /// <summary>Tokens spent.</summary>
    public long Tokens { get; set; }

    /// <summary>What they cost in USD; null: not known.</summary>
    public decimal? Cost { get; set; } = 0;

    /// <summary>Whether it was said that the cost is not known.</summary>
    public bool ToldUnpriced { get; set; }

    /// <summary>Whether it was said that pictures and texts cannot be kept.</summary>
    public bool ToldNotKept { get; set; }

    /// <summary>Whether an action that cannot be taken back was begun, or a person may have done one.</summary>
    public bool DidIrreversibleAction { get => field || Control.WasTaken; set; }

    /// <summary>Number of the last step that submitted something; null: none did.</summary>
    public int? LastSubmitStep { get; set; }

    /// <summary>The last thing that was sent off; null: nothing was.</summary>
    public Submission? Submission { get; set; }

    /// <summary>What the last step that acted on a page did, as far as it came.</summary>
    public IReadOnlyList<PerformedAction> LastDeeds { get; set; } = [];

    /// <summary>Whether an action in the page has succeeded.</summary>
    public bool Acted { get; set; }

    /// <summary>Whether the browser was started anew.</summary>
    public bool Restarted { get; set; }

    /// <summary>What the last step did, for a reason that names it.</summary>
    public string LastDeed { get; set; } = "";

    /// <summary>Whether a further step is allowed after the one under way.</summary>
    public bool HasStepsLeft => StepNumber < MaxSteps;

    /// <summary>The step's place in the run, over all attempts.</summary>
    public int StepOrder => Lease.Claim.FirstStepOrder + StepNumber - 1;
}
