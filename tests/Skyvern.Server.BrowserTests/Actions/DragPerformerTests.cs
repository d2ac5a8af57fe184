using Skyvern.Server.Core.Actions;

namespace Skyvern.Server.BrowserTests.Actions;

[Collection(SharedBrowserCollection.Name)]
public sealed class DragPerformerTests(SharedBrowser browser)
{
    [Theory]
    [InlineData("/zoo/sort-native", "Cherries", "Apples")]
    [InlineData("/zoo/sort-pointer", "Cherries", "Apples")]
    [InlineData("/zoo/slider", "Volume", "75")]
    public async Task Drag_AnyKind_MovesIt(string path, string from, string to)
    {
        await using var tab = await browser.OpenAsync();
        var page = await tab.VisitAsync(path);

        var result = await DragAsync(tab, from, to);

        Assert.True(result.Code == ActionCode.Ok, result.ToString());
        await tab.ShowsAsync(page.Done);
    }

    [Fact]
    public async Task Drag_CardWithALinkInIt_TakesTheCard()
    {
        await using var tab = await browser.OpenAsync();
        var page = await tab.VisitAsync("/zoo/board");
        var seen = await tab.ObserveAsync();
        var card = seen.Elements.First(element => element.Name.StartsWith("Write report due", StringComparison.Ordinal));
        var column = seen.Elements.First(element => element.Name.StartsWith("Finished", StringComparison.Ordinal));

        var result = await tab.DoAsync(new DragAction(card.Ref, column.Ref));

        Assert.True(result.Code == ActionCode.Ok, result.ToString());
        await tab.ShowsAsync(page.Done);
    }

    [Fact]
    public async Task Drag_NativeSlider_SaysWhatItHolds()
    {
        await using var tab = await browser.OpenAsync();
        await tab.ShowAsync("<input type='range' aria-label='Speed' style='width:400px;display:block'><button style='position:absolute;left:300px'>Mark</button>");

        var result = await DragAsync(tab, "Speed", "Mark");

        Assert.Equal(ActionCode.Ok, result.Code);
        Assert.Equal($"It holds \"{await tab.Page.InputValueAsync("input")}\".", result.Message);
        Assert.NotEqual("50", await tab.Page.InputValueAsync("input"));
    }

    [Fact]
    public async Task Drag_PlaceFarBelow_ComesIntoViewOnTheWay()
    {
        await using var tab = await browser.OpenAsync();
        await tab.ShowAsync("""
            <div id="a" draggable="true">Box</div><div style="height:2000px"></div><div id="b" tabindex="0" style="height:80px">Bin</div>
            <script>b.addEventListener('dragover', e => e.preventDefault()); b.addEventListener('drop', e => { e.preventDefault(); b.append(a); });</script>
            """);

        var result = await DragAsync(tab, "Box", "Bin");

        Assert.True(result.Code == ActionCode.Ok, result.ToString());
        Assert.True(await tab.Page.EvaluateAsync<bool>("b.contains(a)"));
    }

    [Fact]
    public async Task Drag_NothingTakesIt_SaysNoChangeAndLetsTheMouseGo()
    {
        await using var tab = await browser.OpenAsync();
        await tab.ShowAsync("""
            <div tabindex="0" style="width:80px;user-select:none">Stone</div><div tabindex="0" style="width:80px;margin-top:60px;user-select:none">Wall</div>
            <script>let down = false; addEventListener('pointerdown', () => down = true); addEventListener('pointerup', () => down = false);</script>
            """);

        var result = await DragAsync(tab, "Stone", "Wall");

        Assert.Equal((ActionCode.NoChange, "Nothing moved."), (result.Code, result.Message));
        Assert.False(await tab.Page.EvaluateAsync<bool>("down"));
    }

    [Fact]
    public async Task Drag_PlaceIsGone_IsNotFoundAndPressesNothing()
    {
        await using var tab = await browser.OpenAsync();
        await tab.ShowAsync("<div tabindex='0'>Stone</div><script>let presses = 0; addEventListener('pointerdown', () => presses++)</script>");

        Assert.Equal(ActionCode.NotFound, (await tab.DoAsync(new DragAction(await tab.RefAsync("Stone"), "e999"))).Code);
        Assert.Equal(0, await tab.Page.EvaluateAsync<int>("presses"));
    }

    private static async Task<ActionResult> DragAsync(TestTab tab, string from, string to) =>
        await tab.DoAsync(new DragAction(await tab.RefAsync(from), await tab.RefAsync(to)));
}
