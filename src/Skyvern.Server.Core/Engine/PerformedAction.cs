using Skyvern.Server.Core.Actions;
using Skyvern.Server.Core.Browsing;

namespace Skyvern.Server.Core.Engine;

/// <summary>An action that was done or left out.</summary>
/// <param name="Action">The action.</param>
/// <param name="Result">What became of it.</param>
/// <param name="Page">The page as it stood before it.</param>
/// <param name="StartedAt">When it began.</param>
internal sealed record PerformedAction(BrowserAction Action, ActionResult Result, Observation Page, DateTimeOffset StartedAt)
{
    /// <summary>Data it returned as JSON text.</summary>
    public string? OutputJson { get; init; }
}
