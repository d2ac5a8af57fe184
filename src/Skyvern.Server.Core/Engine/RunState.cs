using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.Core.Engine;

/// <summary>What the engine knows of a run while it works it off.</summary>
internal sealed class RunState(RunLease lease, IStepPlanner planner, RunBrowser browser, int maxSteps)
{
    /// <summary>The hold on the run.</summary>
    public RunLease Lease { get; } = lease;

    /// <summary>The run as it was when claimed.</summary>
    public TaskRun Run => Lease.Claim.Run;

    /// <summary>What the work goes by.</summary>
    public CancellationToken Work => Lease.Work;

    /// <summary>Decides the steps.</summary>
    public IStepPlanner Planner { get; } = planner;

    /// <summary>The browser.</summary>
    public RunBrowser Browser { get; } = browser;

    /// <summary>The page as the engine last saw it.</summary>
    public PageView Page { get; } = new(browser);

    /// <summary>Most steps.</summary>
    public int MaxSteps { get; } = maxSteps;

    /// <summary>The step under way or next, from 1; repeats keep its number.</summary>
    public int StepNumber { get; set; } = 1;

    /// <summary>How often the step under way was repeated.</summary>
    public int Retry { get; set; }

    /// <summary>Earlier replies and what came of them; only ever appended to.</summary>
    public List<PlanTurn> History { get; } = [];

    /// <summary>Advice for the next step, or null.</summary>
    public string? Nudge { get; set; }

    /// <summary>Where the run starts; null: the planner has to name a place first.</summary>
    public string? StartAddress { get; set; }

    /// <summary>Data extracted so far.</summary>
    public ExtractedData Extracted { get; } = new();

    /// <summary>The planner's subgoals.</summary>
    public Subgoals Goals { get; } = new();

    /// <summary>Files the run fetched.</summary>
    public DownloadLedger Downloads { get; } = new();

    /// <summary>Values that must not be seen in what is recorded.</summary>
    public SecretMask Secrets { get; } = new();

    /// <summary>Watches for steps that lead nowhere.</summary>
    public LoopGuard Loops { get; } = new();

    /// <summary>What the completion gate has already sent back.</summary>
    public GateMemory Gate { get; } = new();

    /// <summary>Whether the planner asked for a picture of the page.</summary>
    public bool LookRequested { get; set; }

    /// <summary>The page of which the planner was given a picture for the step under way; null: it was given none.</summary>
    public Observation? Pictured { get; set; }

    /// <summary>Tokens spent.</summary>
    public long Tokens { get; set; }

    /// <summary>Whether an action that cannot be taken back was begun.</summary>
    public bool DidIrreversibleAction { get; set; }

    /// <summary>Number of the last step that submitted something; null: none did.</summary>
    public int? LastSubmitStep { get; set; }

    /// <summary>Whether the browser was started anew.</summary>
    public bool Restarted { get; set; }

    /// <summary>What the last step did, for a reason that names it.</summary>
    public string LastDeed { get; set; } = "";

    /// <summary>Whether a further step is allowed after the one under way.</summary>
    public bool HasStepsLeft => StepNumber < MaxSteps;

    /// <summary>The step's place in the run, over all attempts.</summary>
    public int StepOrder => Lease.Claim.FirstStepOrder + StepNumber - 1;
}
