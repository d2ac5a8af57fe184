using Microsoft.AspNetCore.Http;
using Skyvern.Server.Core.Actions;
using Skyvern.Server.Core.Browsing;

namespace Skyvern.Server.BrowserTests.Sessions;

public sealed class NavigationTests : SessionTests
{
    private protected override IAddressPolicy Policy => new TestAddressPolicy(address => address.Host != "127.0.0.2");

    [Fact]
    public async Task GoTo_Page_OpensIt()
    {
        var result = await ShowAsync("<h1>Here</h1>");

        Assert.Equal(new ActionResult(ActionCode.Navigated, "") with { Downloads = result.Downloads }, result);
        Assert.Equal(Site.Address(), Session.Url);
    }

    [Fact]
    public async Task GoTo_ErrorPage_SaysWhatTheSiteAnswered()
    {
        Site.Answer("/gone", context =>
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return context.Response.WriteAsync("No such page");
        });

        var result = await GoToAsync(Site.Address("/gone"));
        var empty = await GoToAsync(Site.Address("/nothing-here"));

        Assert.Equal((ActionCode.Failed, "127.0.0.1 answered with an error and an empty page."), (empty.Code, empty.Message));
        Assert.Equal((ActionCode.Navigated, "127.0.0.1 answered 404 Not Found."), (result.Code, result.Message));
    }

    [Theory]
    [InlineData("http://127.0.0.2:8080/", ActionCode.Blocked, "127.0.0.2")]
    [InlineData("https://127.0.0.2/", ActionCode.Blocked, "127.0.0.2")]
    [InlineData("http://127.0.0.1:2/", ActionCode.Failed, "127.0.0.1 refused the connection on port 2.")]
    [InlineData("https://127.0.0.1:2/", ActionCode.Failed, "127.0.0.1 refused the connection on port 2.")]
    [InlineData("http://127.0.0.1:1/", ActionCode.Failed, "The browser does not open port 1.")]
    [InlineData("http://no-such-host.invalid/", ActionCode.Failed, "The name no-such-host.invalid was not found.")]
    public async Task GoTo_AddressThatLeadsNowhere_SaysWhy(string address, ActionCode code, string words)
    {
        var result = await GoToAsync(address);

        Assert.Equal(code, result.Code);
        Assert.Contains(words, result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GoTo_RedirectToARefusedHost_IsBlocked()
    {
        Site.Answer("/away", context =>
        {
            context.Response.Redirect($"http://127.0.0.2:{Site.Port}/");
            return Task.CompletedTask;
        });

        var result = await GoToAsync(Site.Address("/away"));

        Assert.Equal(ActionCode.Blocked, result.Code);
        Assert.Contains("127.0.0.2", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Back_EarlierPage_ReturnsToIt()
    {
        Site.Page("/second", "<h1>Second</h1>");
        await ShowAsync("<h1>First</h1>");
        await GoToAsync(Site.Address("/second"));

        var back = await Session.PerformAsync(new BackAction(), CancellationToken.None);
        var further = await Session.PerformAsync(new BackAction(), CancellationToken.None);

        Assert.Equal(ActionCode.Navigated, back.Code);
        Assert.Equal(Site.Address(), Session.Url);
        Assert.Equal((ActionCode.Failed, "There is no earlier page in this tab."), (further.Code, further.Message));
    }
}
