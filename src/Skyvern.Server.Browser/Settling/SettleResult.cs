namespace Skyvern.Server.Browser.Settling;

/// <summary>How the wait ended.</summary>
/// <param name="Changed">Whether anything in the page changed since the action began: its document, its requests, its focus or scroll position.</param>
/// <param name="Restless">What was still going on when the patience ended: changes, requests, timers, loading, leaving; empty: nothing.</param>
internal sealed record SettleResult(bool Changed, string Restless);
