namespace Skyvern.Server.Core.Engine;

/// <summary>What the completion gate has sent back in a run: each kind has its own patience.</summary>
internal sealed class GateMemory
{
    /// <summary>Whether an output that did not fit its schema was sent back.</summary>
    public bool OutputReturned { get; set; }

    /// <summary>How often a claim with open subgoals was sent back.</summary>
    public int GoalsReturned { get; set; }

    /// <summary>Whether a claim over a failed download was sent back.</summary>
    public bool DownloadReturned { get; set; }

    /// <summary>Whether giving up right after a submit, or without a reason, was sent back.</summary>
    public bool GivingUpReturned { get; set; }
}
