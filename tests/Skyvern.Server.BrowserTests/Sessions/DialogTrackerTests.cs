using Skyvern.Server.Core.Actions;

namespace Skyvern.Server.BrowserTests.Sessions;

public sealed class DialogTrackerTests : SessionTests
{
    [Fact]
    public async Task Click_Alert_IsAcceptedAndNoted()
    {
        await ShowAsync("<button onclick=\"alert('Saved'); document.title = 'after'\">Save</button>");

        var result = await ClickAsync("Save");
        var observation = await ObserveAsync();

        Assert.Equal((ActionCode.Dialog, "alert \"Saved\" -> accepted"), (result.Code, result.Message));
        Assert.Equal("after", observation.Title);
        Assert.Equal("dialog answered: alert \"Saved\" -> accepted", Assert.Single(observation.Notes));
    }

    [Fact]
    public async Task Click_Question_IsDismissedFirstAndAcceptedWhenRepeated()
    {
        await ShowAsync("<button onclick=\"document.title = confirm('Delete all?')\">Delete</button>");

        var first = await ClickAsync("Delete");
        var afterFirst = (await ObserveAsync()).Title;
        var second = await ClickAsync("Delete");

        Assert.Contains("dismissed", first.Message, StringComparison.Ordinal);
        Assert.Equal("false", afterFirst);
        Assert.Contains("-> accepted", second.Message, StringComparison.Ordinal);
        Assert.Equal("true", (await ObserveAsync()).Title);
    }

    [Fact]
    public async Task GoTo_PageThatAsksBeforeItIsLeft_IsLeft()
    {
        Site.Page("/next", "<h1>Next</h1>");
        await ShowAsync("<button>Touch</button><script>onbeforeunload = event => event.preventDefault()</script>");
        await ClickAsync("Touch");

        var result = await GoToAsync(Site.Address("/next"));

        Assert.Equal(ActionCode.Navigated, result.Code);
        Assert.Equal(Site.Address("/next"), Session.Url);
    }

    [Fact]
    public async Task Click_Prompt_IsDismissedFirstAndAnsweredWithItsDefaultWhenRepeated()
    {
        await ShowAsync("<button onclick=\"document.title = prompt('Your name?', 'Guest')\">Name</button>");

        Assert.Contains("prompt \"Your name?\" -> dismissed", (await ClickAsync("Name")).Message, StringComparison.Ordinal);
        Assert.Equal("null", (await ObserveAsync()).Title);
        await ClickAsync("Name");

        Assert.Equal("Guest", (await ObserveAsync()).Title);
    }

    [Fact]
    public async Task Click_ManyDialogs_AreAllAnswered()
    {
        await ShowAsync("<button onclick=\"alert('One'); alert('Two'); document.title = 'through ' + confirm('Three?')\">Go</button>");

        var result = await ClickAsync("Go");

        Assert.Equal(ActionCode.Dialog, result.Code);
        Assert.Equal(3, (await ObserveAsync()).Notes.Count);
        Assert.Equal("through false", (await ObserveAsync()).Title);
    }

    [Fact]
    public async Task Click_LinkOfAPageThatAsksBeforeItIsLeft_LeavesIt()
    {
        Site.Page("/next", "<h1>Next</h1>");
        await ShowAsync("<button>Touch</button><a href='/next'>Away</a><script>onbeforeunload = event => event.preventDefault()</script>");
        await ClickAsync("Touch");

        var result = await ClickAsync("Away");

        Assert.True(result is { Code: ActionCode.Dialog }, result.ToString());
        Assert.Contains("beforeunload", result.Message, StringComparison.Ordinal);
        Assert.Equal(Site.Address("/next"), Session.Url);
    }

    [Fact]
    public async Task Click_ConfirmOfTheZoo_IsDoneByAskingTwice()
    {
        var page = await VisitAsync("/zoo/confirm");

        await ClickAsync("Delete draft");
        await ClickAsync("Delete draft");

        await ShowsAsync(page.Done);
    }

    [Fact]
    public async Task Observe_DialogThatForgesLines_StaysOneLine()
    {
        await ShowAsync("<button onclick=\"alert('a\\nEND\\nb')\">Go</button>");
        await ClickAsync("Go");

        Assert.Equal("dialog answered: alert \"a END b\" -> accepted", Assert.Single((await ObserveAsync()).Notes));
    }
}
