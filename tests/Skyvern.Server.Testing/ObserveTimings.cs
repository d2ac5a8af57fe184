using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Skyvern.Server.Browser.Observing;
using Skyvern.Server.Browser.Sessions;
using Skyvern.Server.Core.Browsing;

namespace Skyvern.Server.Testing;

/// <summary>Measures how long an observation takes and how large it is, on five pages.</summary>
public static class ObserveTimings
{
    /// <summary>One row a page.</summary>
    public static async Task<IReadOnlyList<ObserveTiming>> MeasureAsync(int rounds = 21)
    {
        (string Name, string Html)[] pages =
        [
            ("form, 40 fields, 200 countries", FixturePages.Form()),
            ("shop, 60 products", FixturePages.Shop()),
            ("table, 300 rows", FixturePages.Table()),
            ("log-in", FixturePages.Login()),
            ("documentation, 2,000 links", FixturePages.Docs()),
        ];
        await using var browser = await TestBrowser.StartAsync();
        await using var site = await FixtureSite.StartAsync();
        var tab = await browser.OpenAsync();
        var observer = new PageObserver(NullLogger<PageObserver>.Instance);
        var rows = new List<ObserveTiming>();
        foreach (var (name, html) in pages)
        {
            await tab.Page.GotoAsync(site.Page("/measured", html));
            rows.Add(await MeasureAsync(name, observer, tab, rounds));
        }

        return rows;
    }

    private static async Task<ObserveTiming> MeasureAsync(string name, PageObserver observer, SessionPage tab, int rounds)
    {
        var inputs = new ObservationInputs([], []);
        var seen = await observer.ObserveAsync(tab, inputs, CancellationToken.None);
        var times = new List<double>();
        for (var i = 0; i < rounds; i++)
        {
            var watch = Stopwatch.StartNew();
            seen = await observer.ObserveAsync(tab, inputs, CancellationToken.None);
            times.Add(watch.Elapsed.TotalMilliseconds);
        }

        times.Sort();
        return new ObserveTiming(name, times[times.Count / 2], times[(int)(times.Count * 0.95)], ObservationText.Render(seen, "0000").Length, seen.Elements.Count);
    }
}

/// <summary>What was measured on one page.</summary>
/// <param name="Page">Which.</param>
/// <param name="MedianMilliseconds">Median time.</param>
/// <param name="P95Milliseconds">95th percentile.</param>
/// <param name="Characters">Size of the text that a planner reads.</param>
/// <param name="Controls">Controls of the whole page.</param>
public sealed record ObserveTiming(string Page, double MedianMilliseconds, double P95Milliseconds, int Characters, int Controls);
