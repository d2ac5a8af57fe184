namespace Skyvern.Server.Core.Engine.Claims;

/// <summary>What the completion gate has sent back in a run: each kind has its own patience.</summary>
internal sealed class GateMemory
{
    /// <summary>Whether an output that did not fit its schema was sent back.</summary>
    public bool OutputReturned { get; set; }

    /// <summary>Whether an output with values that stand nowhere was sent back.</summary>
    public bool GroundingReturned { get; set; }

    /// <summary>Whether a claim without evidence of what was to be done was sent back.</summary>
    public bool DeedReturned { get; set; }

    /// <summary>How often a claim with open subgoals was sent back.</summary>
    public int GoalsReturned { get; set; }

    /// <summary>How often a model's no sent a claim back.</summary>
    public int ModelReturned { get; set; }

    /// <summary>Whether a claim over a failed download was sent back.</summary>
    public bool DownloadReturned { get; set; }

    /// <summary>Whether giving up right after a submit, or without a reason or its evidence, was sent back.</summary>
    public bool GivingUpReturned { get; set; }
}
