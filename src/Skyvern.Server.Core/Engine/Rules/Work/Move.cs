using Skyvern.Server.Core.Actions;

namespace Skyvern.Server.Core.Engine.Rules.Work;

/// <summary>What the work on a clause comes to next: a closed family.</summary>
internal abstract record Move;

/// <summary>Actions for the page; the work goes on with what comes of them.</summary>
/// <param name="Note">What is done, in plain words.</param>
/// <param name="Actions">In order.</param>
internal sealed record ActMove(string Note, params IReadOnlyList<BrowserAction> Actions) : Move;

/// <summary>The clause is done.</summary>
/// <param name="Evidence">What shows it.</param>
internal sealed record ReachedMove(string Evidence) : Move;

/// <summary>The clause cannot be done.</summary>
/// <param name="Reason">Why, and what was there instead.</param>
/// <param name="Status">failed, or terminated where the site itself says no.</param>
/// <param name="CodeWords">Words that a caller's error code for this case would have.</param>
internal sealed record StuckMove(string Reason, DoneStatus Status = DoneStatus.Failed, params IReadOnlyList<string> CodeWords) : Move;
