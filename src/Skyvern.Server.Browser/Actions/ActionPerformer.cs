using Skyvern.Server.Browser.Sessions;
using Skyvern.Server.Core.Actions;

namespace Skyvern.Server.Browser.Actions;

/// <summary>Does actions of one kind.</summary>
internal interface IActionPerformer
{
    /// <summary>The kind of actions it does.</summary>
    Type ActionType { get; }

    /// <summary>Does the action; what the page does wrong is a result.</summary>
    Task<ActionResult> PerformAsync(SessionPage page, BrowserAction action, CancellationToken cancellationToken);
}

/// <summary>Does actions of one kind.</summary>
/// <typeparam name="TAction">The kind.</typeparam>
internal abstract class ActionPerformer<TAction> : IActionPerformer
    where TAction : BrowserAction
{
    /// <inheritdoc />
    public Type ActionType => typeof(TAction);

    /// <inheritdoc />
    public Task<ActionResult> PerformAsync(SessionPage page, BrowserAction action, CancellationToken cancellationToken) =>
        PerformAsync(page, (TAction)action, cancellationToken);

    /// <summary>Does the action.</summary>
    protected abstract Task<ActionResult> PerformAsync(SessionPage page, TAction action, CancellationToken cancellationToken);
}
