using System.Text.Json;

namespace Skyvern.Server.Browser.Settling;

/// <summary>How the wait ended.</summary>
/// <param name="Changed">Whether anything in the page changed since the action began: its document, its requests, its focus or scroll position.</param>
/// <param name="Restless">What was still going on when the patience ended: changes, requests, timers, loading, leaving; empty: nothing.</param>
internal sealed record SettleResult(bool Changed, string Restless)
{
    /// <summary>What the in-page part answered. Pages of the browser itself carry no scripts: there is nothing to wait for.</summary>
    public static SettleResult Parse(string? answer)
    {
        if (answer is null)
        {
            return new SettleResult(false, "");
        }

        using var report = JsonDocument.Parse(answer);
        return new SettleResult(report.RootElement.GetProperty("changed").GetBoolean(), report.RootElement.GetProperty("why").GetString()!);
    }
}
