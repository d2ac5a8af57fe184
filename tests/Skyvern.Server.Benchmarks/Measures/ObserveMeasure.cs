using Microsoft.Extensions.DependencyInjection;
using Skyvern.Server.Core.Actions;
using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Testing;

namespace Skyvern.Server.Benchmarks.Measures;

/// <summary>How long it takes to read a page, and how much a planner has to read of it.</summary>
internal sealed class ObserveMeasure : IMeasure
{
    private const int Loads = 3;
    private const int PerLoad = 5;

    private static readonly PageCase[] Pages =
    [
        new("log-in", FixturePages.Login(), "Playwright aria 4 ms, 659 characters"),
        new("form, 40 fields, 200 countries", FixturePages.Form(), "Playwright aria 13-24 ms, 12,865 characters; 60 fields: browser-use 64 ms, Skyvern 23 ms"),
        new("shop, 60 products", FixturePages.Shop(), "Playwright aria 19-49 ms, 23,122; 200 products: browser-use 473 ms, Skyvern 195 ms"),
        new("table, 300 rows", FixturePages.Table(), "Playwright aria 108-269 ms, 115,451; 1,000 rows: browser-use 2,637 ms, Skyvern 1,154 ms"),
        new("documentation, 2,000 links", FixturePages.Docs(), "Playwright aria 392-746 ms, 638,062 (2,867 links)"),
    ];

    public string Name => "observe";

    public async Task<IReadOnlyList<Figure>> MeasureAsync()
    {
        await using var bench = await BenchServer.StartAsync();
        await using var browser = await bench.Services.GetRequiredService<IBrowserPool>().OpenAsync(new BrowserRequest("tsk_observe"), default);
        var figures = new List<Figure>();
        var every = new Samples();
        await ReadAsync(browser, bench.Site.Page("/warm-up", FixturePages.Form()), new Samples());
        foreach (var page in Pages)
        {
            var samples = new Samples();
            var address = bench.Site.Page($"/{figures.Count}", page.Html);
            var length = await ReadAsync(browser, address, samples);
            every.AddRange(samples);
            figures.Add(new Figure(
                $"observe: {page.Name}", $"{samples.Milliseconds}; {length:#,0} characters, {Tokens.Of(length):#,0} tokens", "<= 1,500 tokens", page.Field));
        }

        figures.Add(new Figure("observe: all five pages", every.Milliseconds, "<= 30 / 150 ms", "Skyvern allows 30 s, browser-use 10 s"));
        return figures;
    }

    /// <summary>Some readings of a page just opened and some of the same page later; returns the length of the text.</summary>
    private static async Task<int> ReadAsync(IBrowserSession browser, string address, Samples samples)
    {
        var length = 0;
        for (var load = 0; load < Loads; load++)
        {
            if (await browser.PerformAsync(new GoToAction(address), default) is { Succeeded: false } problem)
            {
                throw new InvalidOperationException($"{address} could not be opened: {problem.Message}");
            }

            for (var i = 0; i < PerLoad; i++)
            {
                var observation = await samples.TimeAsync(() => browser.ObserveAsync(default));
                length = ObservationText.Render(observation, "123abc").Length;
            }
        }

        return length;
    }

    private sealed record PageCase(string Name, string Html, string Field);
}
