using Skyvern.Server.Core.Actions;
using Skyvern.Server.Core.Browsing;

namespace Skyvern.Server.Core.Engine;

/// <summary>
/// Completes an action, before it is done, with what only the engine knows (a code, a file, a secret), or refuses it. What a preparer
/// fills in is never shown to a planner and never written into rows, prompts or artifacts.
/// </summary>
internal interface IActionPreparer
{
    /// <summary>The action to do in its place, or why it is not done. Actions it has nothing to do with are returned as they are.</summary>
    /// <exception cref="RunEndException">The run cannot go on.</exception>
    Task<PreparedAction> PrepareAsync(RunState run, BrowserAction action, Observation page);
}

/// <summary>What became of an action before it is done.</summary>
/// <param name="Action">The action to do.</param>
/// <param name="Refusal">Why it is not done; null: it is.</param>
internal sealed record PreparedAction(BrowserAction Action, ActionResult? Refusal = null);
