using Skyvern.Server.Core.Actions;

namespace Skyvern.Server.BrowserTests.Actions;

[Collection(SharedBrowserCollection.Name)]
public sealed class WaitPerformerTests(SharedBrowser browser)
{
    [Fact]
    public async Task Wait_ForText_EndsWhenItAppearsOrTimesOut()
    {
        await using var tab = await browser.OpenAsync();
        await tab.ShowAsync("<p></p><script>setTimeout(() => document.querySelector('p').textContent = 'All is Ready', 300)</script>");

        Assert.Equal(ActionCode.Ok, (await tab.DoAsync(new WaitAction(20, "is ready"))).Code);
        Assert.Equal(ActionCode.Timeout, (await tab.DoAsync(new WaitAction(1, "never"))).Code);
    }
}
