using Skyvern.Server.Core.Actions;

namespace Skyvern.Server.BrowserTests.Actions;

[Collection(SharedBrowserCollection.Name)]
public sealed class ClickAtPerformerTests(SharedBrowser browser)
{
    [Fact]
    public async Task ClickAt_PointOfACanvas_HitsIt()
    {
        await using var tab = await browser.OpenAsync();
        var page = await tab.VisitAsync("/zoo/canvas");
        var box = (await tab.Page.QuerySelectorAsync("canvas"))!;
        var place = (await box.BoundingBoxAsync())!;

        var result = await tab.DoAsync(new ClickAtAction((int)place.X + 450, (int)place.Y + 210));

        Assert.True(result.Code == ActionCode.Ok, result.ToString());
        Assert.StartsWith("canvas", result.Target, StringComparison.Ordinal);
        await tab.ShowsAsync(page.Done);
    }

    [Fact]
    public async Task ClickAt_OnlyDrawnChange_CountsAndNoneIsTold()
    {
        await using var tab = await browser.OpenAsync();
        await tab.ShowAsync("""
            <canvas id="c" width="300" height="200"></canvas><script>c.addEventListener('click', event => { if (event.offsetX > 150) c.getContext('2d').fillRect(0, 0, 100, 100); })</script>
            """);

        Assert.Equal(ActionCode.NoChange, (await tab.DoAsync(new ClickAtAction(50, 50))).Code);
        Assert.Equal(ActionCode.Ok, (await tab.DoAsync(new ClickAtAction(250, 50))).Code);
    }

    [Fact]
    public async Task ClickAt_OutsideThePicture_IsRefused()
    {
        await using var tab = await browser.OpenAsync();
        await tab.ShowAsync("<h1>Page</h1>");

        var result = await tab.DoAsync(new ClickAtAction(1400, 20));

        Assert.Equal((ActionCode.InvalidValue, "The picture is 1280 x 800; 1400, 20 is outside of it."), (result.Code, result.Message));
    }
}
