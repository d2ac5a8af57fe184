using Skyvern.Server.Testing;
using Skyvern.Server.Testing.Zoo;

namespace Skyvern.Server.BrowserTests.Observing;

/// <summary>Every page that the observer is measured against the browser's own accessibility tree on.</summary>
internal static class ObservedPages
{
    /// <summary>Name of a page, and what puts it on a site and returns its address.</summary>
    public static IReadOnlyDictionary<string, Func<FixtureSite, string>> All { get; } = Fixtures().Concat(Golden()).Concat(Zoos()).ToDictionary(page => page.Key, page => page.Value);

    private static IEnumerable<KeyValuePair<string, Func<FixtureSite, string>>> Fixtures()
    {
        (string Name, string Html)[] pages =
        [
            ("form", FixturePages.Form()), ("shop", FixturePages.Shop()), ("table", FixturePages.Table()), ("log-in", FixturePages.Login()), ("documentation", FixturePages.Docs(sections: 30)),
        ];
        return pages.Select(page => KeyValuePair.Create<string, Func<FixtureSite, string>>(page.Name, site => site.Page($"/{page.Name}", page.Html)));
    }

    private static IEnumerable<KeyValuePair<string, Func<FixtureSite, string>>> Zoos() =>
    [
        .. ControlZoo.Tasks.Select(task => task.Page).Distinct().Select(
            page => KeyValuePair.Create<string, Func<FixtureSite, string>>($"control {page}", site => site.Page($"/{page}", ControlZoo.Page(page)))),
        .. ActionZoo.Pages.Select(page => KeyValuePair.Create<string, Func<FixtureSite, string>>($"action {page.Path}", site =>
        {
            ActionZoo.Install(site);
            return site.Address(page.Path);
        })),
    ];

    private static IEnumerable<KeyValuePair<string, Func<FixtureSite, string>>> Golden() =>
        GoldenPages.Names.Select(name => KeyValuePair.Create<string, Func<FixtureSite, string>>($"golden {name}", site => GoldenPages.Serve(site, name)));
}
