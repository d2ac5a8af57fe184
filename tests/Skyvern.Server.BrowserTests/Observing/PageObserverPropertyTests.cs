using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Skyvern.Server.Browser.Observing;
using Skyvern.Server.Core.Actions;

namespace Skyvern.Server.BrowserTests.Observing;

/// <summary>What must hold on every page.</summary>
[Collection(SharedBrowserCollection.Name)]
public sealed partial class PageObserverPropertyTests(SharedBrowser browser)
{
    public static TheoryData<string> Pages => [.. ObservedPages.All.Keys];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Observe_AnyPage_KeepsItsPromises(string name)
    {
        await using var tab = await browser.OpenAsync();
        await tab.Page.GotoAsync(ObservedPages.All[name](tab.Site));

        var seen = await tab.ObserveAsync();
        var again = await tab.ObserveAsync();

        Assert.True(seen.Lines.Sum(line => line.Length + 1) <= LineBudget.HardCharacters);
        Assert.DoesNotContain(seen.Lines, line => Unprintable().IsMatch(line));
        Assert.Equal(seen.Elements.Count, seen.Elements.Select(element => element.Ref).Distinct().Count());
        Assert.All(seen.Lines, line => Assert.True(!Reference().IsMatch(line) || seen.Find(Reference().Match(line).Groups[1].Value) is not null));
        Assert.Equal(seen.Lines, again.Lines);
        Assert.Equal((seen.Fingerprint, seen.FullFingerprint), (again.Fingerprint, again.FullFingerprint));
    }

    [Fact]
    public async Task Refs_AfterRerenderOfAnotherPart_StayTheSame()
    {
        await using var tab = await browser.OpenAsync();
        await tab.ShowAsync("<button>Stays</button><div id='part'><button>Goes</button></div>");
        var before = await tab.ObserveAsync();

        await tab.Page.EvaluateAsync("document.querySelector('button').textContent='Renamed'; document.getElementById('part').innerHTML='<button>Goes</button>'");
        var after = await tab.ObserveAsync();

        Assert.Equal(before.Elements[0].Ref, after.Elements[0].Ref);
        Assert.NotEqual(before.Elements[1].Ref, after.Elements[1].Ref);
        Assert.Equal(ActionCode.NotFound, (await tab.DoAsync(new ClickAction(before.Elements[1].Ref))).Code);
    }

    [Fact]
    public async Task Refs_AfterNavigation_AreNeverUsedAgain()
    {
        await using var tab = await browser.OpenAsync();
        await tab.ShowAsync("<button>A</button><iframe src='/frame' width='200' height='80'></iframe>");
        tab.Site.Page("/frame", "<button>B</button>");
        await tab.Page.ReloadAsync();
        var used = new HashSet<string>();
        for (var i = 0; i < 4; i++)
        {
            var seen = await tab.ObserveAsync();
            Assert.Equal(2, seen.Elements.Count);
            Assert.All(seen.Elements, element => Assert.True(used.Add(element.Ref)));
            await tab.Page.ReloadAsync();
        }

        Assert.Equal(ActionCode.NotFound, (await tab.DoAsync(new ClickAction(used.First()))).Code);
    }

    [Fact]
    public async Task Refs_OfARowDrawnAnewForAnotherRecord_AreGone()
    {
        await using var tab = await browser.OpenAsync();
        await tab.ShowAsync("""
            <table><tr id="row"><td>Ada Lovelace</td><td>London</td><td><button onclick="document.title = 'deleted'">Delete</button></td></tr></table>
            """);
        var before = await tab.RefAsync("Delete");

        await tab.Page.EvaluateAsync("row.cells[0].textContent = 'Bob Kahn'; row.cells[1].textContent = 'New York'");

        Assert.Equal(ActionCode.NotFound, (await tab.DoAsync(new ClickAction(before))).Code);
        var seen = await tab.ObserveAsync();
        Assert.NotEqual(before, Assert.Single(seen.Elements).Ref);
        Assert.Contains(seen.Lines, line => line.StartsWith('*'));
    }

    [Fact]
    public async Task Refs_OfARowWhoseCounterGoesUp_StayTheSame()
    {
        await using var tab = await browser.OpenAsync();
        await tab.ShowAsync("<ul><li>Adults <button onclick='count.textContent--'>-</button> <b id='count'>1</b> <button onclick='count.textContent++'>+</button></li></ul>");
        var more = await tab.RefAsync("+");

        Assert.Equal(ActionCode.Ok, (await tab.DoAsync(new ClickAction(more))).Code);
        Assert.Equal(ActionCode.Ok, (await tab.DoAsync(new ClickAction(more))).Code);

        Assert.Contains("3", await tab.LinesAsync(), StringComparison.Ordinal);
        Assert.Equal(more, await tab.RefAsync("+"));
    }

    [Fact]
    public async Task Refs_OfAVirtualListScrolledOn_NameNoOtherRow()
    {
        await using var tab = await browser.OpenAsync();
        await tab.Page.GotoAsync(GoldenPages.Serve(tab.Site, "virtual-options"));
        var before = (await tab.ObserveAsync()).Elements.Where(element => element.Role == "option").ToList();

        await tab.Page.EvaluateAsync("v.scrollTop = 4000; draw()");
        foreach (var option in before)
        {
            Assert.Equal(ActionCode.NotFound, (await tab.DoAsync(new ClickAction(option.Ref))).Code);
        }

        var after = (await tab.ObserveAsync()).Elements.Where(element => element.Role == "option").ToList();
        Assert.Equal("Person 201", after[0].Name);
        Assert.Empty(after.Select(element => element.Ref).Intersect(before.Select(element => element.Ref)));
    }

    [Fact]
    public async Task Refs_OfAnElementTakenOutAndPutBack_AreGone()
    {
        await using var tab = await browser.OpenAsync();
        await tab.ShowAsync("<div id='menu'><button>Copy</button></div><button>Stays</button>");
        var copy = await tab.RefAsync("Copy");

        await tab.Page.EvaluateAsync("async () => { const menu = document.getElementById('menu'); menu.remove(); await new Promise((done) => setTimeout(done, 20)); document.body.append(menu); }");

        Assert.Equal(ActionCode.NotFound, (await tab.DoAsync(new ClickAction(copy))).Code);
        Assert.Equal("e button \"Stays\"\n*e button \"Copy\"", await tab.LinesAsync());
    }

    [Fact]
    public async Task Refs_AfterGoingBackAndFramesReplaced_AreNeverUsedAgain()
    {
        await using var tab = await browser.OpenAsync();
        tab.Site.Page("/frame-1", "<button>One</button>");
        tab.Site.Page("/frame-2", "<button>Two</button>");
        await tab.ShowAsync("<button>Outside</button><iframe src='/frame-1' width='200' height='80'></iframe>");
        var first = await tab.ObserveAsync();
        await tab.Page.EvaluateAsync("async () => { const frame = document.querySelector('iframe'); await new Promise((done) => { frame.onload = done; frame.src = '/frame-2'; }); }");
        var second = await tab.ObserveAsync();
        await tab.Page.GotoAsync(tab.Site.Page("/elsewhere", "<button>Elsewhere</button>"));
        var third = await tab.ObserveAsync();
        await tab.Page.GoBackAsync();
        var fourth = await tab.ObserveAsync();

        var meanings = new[] { first, second, third, fourth }.SelectMany(seen => seen.Elements).GroupBy(element => element.Ref);
        Assert.All(meanings, meaning => Assert.Single(meaning.Select(element => element.Name).Distinct()));
        Assert.Equal(ActionCode.NotFound, (await tab.DoAsync(new ClickAction(first.Elements.Single(element => element.Name == "One").Ref))).Code);
    }

    [Fact]
    public async Task Fingerprints_ValueTyped_ChangesOnlyTheFullOne()
    {
        await using var tab = await browser.OpenAsync();
        await tab.ShowAsync("<label>Name <input></label><p>12 items</p>");
        var before = await tab.ObserveAsync();
        await tab.FillAsync("Name", "Ada");
        var after = await tab.ObserveAsync();

        Assert.Equal(before.Fingerprint, after.Fingerprint);
        Assert.NotEqual(before.FullFingerprint, after.FullFingerprint);
    }

    [Fact]
    public async Task Observe_PageInAnEndlessLoop_EndsWithTimeout()
    {
        await using var tab = await browser.OpenAsync();
        await tab.ShowAsync("<button>A</button>");
        await tab.ObserveAsync();
        var hanging = tab.Page.EvaluateAsync("() => { for (;;) {} }");

        await Assert.ThrowsAsync<TimeoutException>(tab.ObserveAsync);

        await Assert.ThrowsAnyAsync<PlaywrightException>(() => hanging);
        Assert.Single((await tab.ObserveAsync()).Elements);
    }

    [GeneratedRegex(@"[\p{Cc}\u200b-\u200f\u202a-\u202e]")]
    private static partial Regex Unprintable();

    [GeneratedRegex(@"^\*?((?:f\d+)?e\d+) ")]
    private static partial Regex Reference();
}
