using Skyvern.Server.Core.Actions;

namespace Skyvern.Server.BrowserTests.Actions;

[Collection(SharedBrowserCollection.Name)]
public sealed class ScrollPerformerTests(SharedBrowser browser)
{
    [Fact]
    public async Task Scroll_Page_SaysWhetherItMoved()
    {
        await using var tab = await browser.OpenAsync();
        await tab.ShowAsync("<div style='height:3000px'>Top</div><p>Goal of all</p><div style='height:1000px'></div>");

        Assert.Equal(ActionCode.NoChange, (await tab.DoAsync(new ScrollAction("up"))).Code);
        Assert.Equal(ActionCode.Ok, (await tab.DoAsync(new ScrollAction("down"))).Code);
        Assert.Equal(ActionCode.Ok, (await tab.DoAsync(new ScrollAction("bottom"))).Code);
        Assert.Equal(ActionCode.NoChange, (await tab.DoAsync(new ScrollAction("bottom"))).Code);
        Assert.Equal(ActionCode.Ok, (await tab.DoAsync(new ScrollAction("goal of"))).Code);
        Assert.InRange(await tab.Page.EvaluateAsync<double>("document.querySelector('p').getBoundingClientRect().top"), 0, 800);
        Assert.Equal(ActionCode.NoMatch, (await tab.DoAsync(new ScrollAction("nowhere"))).Code);
    }

    [Fact]
    public async Task Scroll_PageThatLoadsMore_SaysSoUntilItsEnd()
    {
        await using var tab = await browser.OpenAsync();
        var page = await tab.VisitAsync("/zoo/feed");

        var first = await tab.DoAsync(new ScrollAction("bottom"));
        var second = await tab.DoAsync(new ScrollAction("bottom"));
        var last = await tab.DoAsync(new ScrollAction("bottom"));
        var end = await tab.DoAsync(new ScrollAction("bottom"));

        Assert.EndsWith("20 new lines came.", first.Message, StringComparison.Ordinal);
        Assert.EndsWith("20 new lines came.", second.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("came", last.Message, StringComparison.Ordinal);
        Assert.Equal(ActionCode.NoChange, end.Code);
        await tab.ShowsAsync(page.Done);
    }

    [Fact]
    public async Task Scroll_ContainerThatEnablesAButton_LetsItBeClickedAMomentLater()
    {
        await using var tab = await browser.OpenAsync();
        var page = await tab.VisitAsync("/zoo/terms");
        var seen = await tab.ObserveAsync();

        await tab.DoAsync(new ScrollAction("bottom", seen.Elements.Single(element => element.Role == "scroller").Ref));
        var click = await tab.ClickAsync("Accept");

        Assert.Equal(ActionCode.Ok, click.Code);
        await tab.ShowsAsync(page.Done);
    }

    [Fact]
    public async Task Scroll_Container_MovesIt()
    {
        await using var tab = await browser.OpenAsync();
        await tab.ShowAsync("<div id='box' style='height:200px;overflow:auto'><button>First</button><div style='height:900px'></div><button>Last</button></div>");
        var seen = await tab.ObserveAsync();
        var box = seen.Elements.Single(element => element.Role == "scroller");
        Assert.False(seen.Elements.Single(element => element.Name == "Last").InView);

        Assert.Equal(ActionCode.Ok, (await tab.DoAsync(new ScrollAction("bottom", box.Ref))).Code);

        Assert.True((await tab.ObserveAsync()).Elements.Single(element => element.Name == "Last").InView);
        Assert.Equal(ActionCode.NoChange, (await tab.DoAsync(new ScrollAction("down"))).Code);
    }
}
