using Skyvern.Server.Core.Actions;

namespace Skyvern.Server.BrowserTests.Actions;

[Collection(SharedBrowserCollection.Name)]
public sealed class TypePerformerTests(SharedBrowser browser)
{
    [Fact]
    public async Task Type_WithEnter_SendsKeysAndSubmits()
    {
        await using var tab = await browser.OpenAsync();
        await tab.ShowAsync("<form onsubmit=\"document.title='sent ' + q.value + keys; return false\"><input id='q' aria-label='Search' value='old' onkeydown='keys++'></form><script>let keys = 0</script>");

        Assert.Equal(ActionCode.Ok, (await tab.DoAsync(new TypeAction(await tab.RefAsync("Search"), "cats", Enter: true))).Code);

        Assert.Equal("sent cats6", await tab.Page.TitleAsync());
    }

    [Fact]
    public async Task Type_Append_KeepsWhatIsThere()
    {
        await using var tab = await browser.OpenAsync();
        await tab.ShowAsync("<textarea aria-label='Note'>one</textarea><div contenteditable aria-label='Page'>a</div>");

        Assert.Equal(ActionCode.Ok, (await tab.DoAsync(new TypeAction(await tab.RefAsync("Note"), " two", Append: true))).Code);
        Assert.Equal(ActionCode.Ok, (await tab.DoAsync(new TypeAction(await tab.RefAsync("Page"), "new"))).Code);

        Assert.Equal("one two", await tab.Page.InputValueAsync("textarea"));
        Assert.Equal("new", await tab.Page.TextContentAsync("div"));
    }

    [Fact]
    public async Task Type_FieldThatDropsLetters_IsNotCommitted()
    {
        await using var tab = await browser.OpenAsync();
        await tab.ShowAsync("<input aria-label='Digits' oninput=\"this.value=this.value.replace(/\\D/g,'')\"><input aria-label='Fixed' readonly>");

        var result = await tab.DoAsync(new TypeAction(await tab.RefAsync("Digits"), "a1b2"));

        Assert.Equal((ActionCode.NotCommitted, "It holds \"12\" instead."), (result.Code, result.Message));
        Assert.Equal(ActionCode.Disabled, (await tab.DoAsync(new TypeAction(await tab.RefAsync("Fixed"), "a"))).Code);
    }
}
