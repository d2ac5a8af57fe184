using Skyvern.Server.Testing;

namespace Skyvern.Server.BrowserTests.Observing;

/// <summary>Every page that the observer is measured against the browser's own accessibility tree on.</summary>
internal static class ObservedPages
{
    /// <summary>Name of a page, and what puts it on a site and returns its address.</summary>
    public static IReadOnlyDictionary<string, Func<FixtureSite, string>> All { get; } = Fixtures().Concat(Golden()).ToDictionary(page => page.Key, page => page.Value);

    private static IEnumerable<KeyValuePair<string, Func<FixtureSite, string>>> Fixtures()
    {
        (string Name, string Html)[] pages =
        [
            ("form", FixturePages.Form()), ("shop", FixturePages.Shop()), ("table", FixturePages.Table()), ("log-in", FixturePages.Login()), ("documentation", FixturePages.Docs(sections: 30)),
        ];
        return pages.Select(page => KeyValuePair.Create<string, Func<FixtureSite, string>>(page.Name, site => site.Page($"/{page.Name}", page.Html)));
    }

    private static IEnumerable<KeyValuePair<string, Func<FixtureSite, string>>> Golden() =>
        GoldenPages.Names.Select(name => KeyValuePair.Create<string, Func<FixtureSite, string>>($"golden {name}", site => GoldenPages.Serve(site, name)));
}
