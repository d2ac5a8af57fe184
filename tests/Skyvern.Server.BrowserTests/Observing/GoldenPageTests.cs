namespace Skyvern.Server.BrowserTests.Observing;

/// <summary>What an observer makes of one page of each kind. UPDATE_BASELINE=1 writes the lines anew: read them before they are committed.</summary>
[Collection(SharedBrowserCollection.Name)]
public sealed class GoldenPageTests(SharedBrowser browser)
{
    public static TheoryData<string> Names => [.. GoldenPages.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Observe_GoldenPage_GivesTheLinesBesideIt(string name)
    {
        await using var tab = await browser.OpenAsync();
        await tab.Page.GotoAsync(GoldenPages.Serve(tab.Site, name));

        var seen = await tab.ObserveAsync();

        IEnumerable<string> head = [$"VIEW {seen.View}{(seen.NeedsPicture ? ", picture" : "")}"];
        var actual = string.Join('\n', head.Concat(seen.Lines)).Replace($":{tab.Site.Port}/", "/", StringComparison.Ordinal) + "\n";
        if (Environment.GetEnvironmentVariable("UPDATE_BASELINE") == "1")
        {
            await File.WriteAllTextAsync(Path.Combine(GoldenPages.SourceFolder, name + ".txt"), actual);
            return;
        }

        Assert.Equal(GoldenPages.Expected(name), actual);
    }
}
