using Skyvern.Server.Testing.Zoo;

namespace Skyvern.Server.BrowserTests.Engine;

/// <summary>The zoo's pages themselves: none may show its goal as reached before anything was done.</summary>
[Collection(SharedBrowserCollection.Name)]
public sealed class ActionZooTests(SharedBrowser browser)
{
    public static TheoryData<string> Paths => [.. ActionZoo.Pages.Where(page => page.Path is not "/zoo/report").Select(page => page.Path)];

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Page_AtFirst_IsReadableAndNotDone(string path)
    {
        await using var tab = await browser.OpenAsync();
        var page = await tab.VisitAsync(path);

        var seen = await tab.ObserveAsync();

        Assert.NotEmpty(seen.Lines);
        Assert.DoesNotContain(seen.Lines, line => line.Contains(page.Done, StringComparison.Ordinal));
    }
}
