using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Playwright;
using Skyvern.Server.Browser.Scripting;
using Skyvern.Server.Browser.Sessions;

namespace Skyvern.Server.Browser.Settling;

/// <summary>
/// Waits until a page has come to rest: no change for a while, no request of a script under way, after actions no short timer pending.
/// No fixed time: a page that does nothing is left after a few tens of milliseconds.
/// </summary>
internal static class Settle
{
    private static readonly TimeSpan ActionPatience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan NavigationPatience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan MarkDeadline = TimeSpan.FromSeconds(5);

    /// <summary>While leaving for another document, how often it is looked whether a download came instead.</summary>
    private static readonly TimeSpan LeavingSlice = TimeSpan.FromMilliseconds(250);

    // A new name for each process: pages cannot rely on it.
    private static readonly string Key = "_" + RandomNumberGenerator.GetHexString(12, lowercase: true);

    private static string InPage => $"({ScriptBundle.Load("settle").Trim()})('{Key}')";

    /// <summary>Installs the in-page part; before the context's first page.</summary>
    public static Task InstallAsync(IBrowserContext context) => context.AddInitScriptAsync(InPage);

    /// <summary>Installs it in one tab, and in the document that this tab shows already.</summary>
    public static async Task InstallAsync(IPage page)
    {
        await page.AddInitScriptAsync(InPage);
        await page.EvaluateAsync(InPage);
    }

    /// <summary>Notes that an action begins: what changes from here on is its own.</summary>
    public static async Task MarkAsync(SessionPage page, CancellationToken cancellationToken)
    {
        var inner = InnerFrames.MarkAsync(page, Call("mark()"), cancellationToken);
        try
        {
            await EvaluateAsync(page, "mark()", MarkDeadline, cancellationToken);
        }
        catch (PlaywrightException)
        {
            // On its way to another document: everything there is a change.
        }

        await inner;
    }

    /// <summary>Waits for rest, through new documents if need be.</summary>
    public static async Task<SettleResult> WaitAsync(SessionPage page, SettleKind kind, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        var patience = kind == SettleKind.Action ? ActionPatience : NavigationPatience;
        var timers = kind == SettleKind.Action;
        var changed = kind == SettleKind.Navigation;
        var restless = "";
        while (patience - watch.Elapsed is { Ticks: > 0 } left)
        {
            try
            {
                var slice = restless == "leaving" && left > LeavingSlice ? LeavingSlice : left;
                var report = await LookAsync(page, slice, timers, cancellationToken);
                restless = report.Restless;
                changed |= report.Changed;
                if (restless.Length == 0 || (restless == "leaving" && page.Signals.Collect().Downloads.Count > 0))
                {
                    break;
                }

                if (restless == "leaving")
                {
                    patience = NavigationPatience;
                }
            }
            catch (Exception e) when (e is PlaywrightException or FrameGoneException)
            {
                // The document was replaced while it was watched: the new one is what has to come to rest.
                changed = true;
                timers = false;
                patience = NavigationPatience;
                await NextDocumentAsync(page, patience - watch.Elapsed, cancellationToken);
            }
            catch (TimeoutException)
            {
                return new SettleResult(changed, "hanging");
            }
        }

        return new SettleResult(changed, restless);
    }

    /// <summary>Looks at the page and at the frames within; when those changed, at the page again, which they may have told.</summary>
    private static async Task<SettleResult> LookAsync(SessionPage page, TimeSpan most, bool timers, CancellationToken cancellationToken)
    {
        var inner = InnerFrames.WaitAsync(page, Call($"settle({Options(most, timers, inner: true)})"), most, cancellationToken);
        var main = await LookAtMainAsync(page, most, timers, cancellationToken);
        if (main.Restless == "leaving")
        {
            return main;
        }

        var frames = await inner;
        if (frames.Changed && main.Restless.Length == 0)
        {
            main = await LookAtMainAsync(page, most, timers, cancellationToken);
        }

        return new SettleResult(main.Changed || frames.Changed, main.Restless.Length > 0 ? main.Restless : frames.Restless);
    }

    private static async Task<SettleResult> LookAtMainAsync(SessionPage page, TimeSpan most, bool timers, CancellationToken cancellationToken) =>
        SettleResult.Parse(await EvaluateAsync(page, $"settle({Options(most, timers, inner: false)})", most + TimeSpan.FromSeconds(2), cancellationToken));

    private static string Options(TimeSpan most, bool timers, bool inner) =>
        JsonSerializer.Serialize(new { least = 25, quiet = 150, netQuiet = 120, patience = 2000, timers, inner, most = most.TotalMilliseconds });

    private static async Task NextDocumentAsync(SessionPage page, TimeSpan most, CancellationToken cancellationToken)
    {
        if (most <= TimeSpan.Zero)
        {
            return;
        }

        await page.CallAsync(
            target => target.WaitForLoadStateAsync(LoadState.DOMContentLoaded, new() { Timeout = (float)most.TotalMilliseconds }),
            most + TimeSpan.FromSeconds(1),
            cancellationToken);
    }

    private static string Call(string call) => $"window['{Key}'] ? window['{Key}'].{call} : null";

    private static async Task<string?> EvaluateAsync(SessionPage page, string call, TimeSpan deadline, CancellationToken cancellationToken)
    {
        var parameters = new Dictionary<string, object>
        {
            ["expression"] = Call(call),
            ["awaitPromise"] = true,
            ["returnByValue"] = true,
        };
        var reply = await page.CallAsync(_ => page.Cdp.SendAsync("Runtime.evaluate", parameters), deadline, cancellationToken);
        var result = reply!.Value.GetProperty("result");
        return result.TryGetProperty("value", out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
    }
}
