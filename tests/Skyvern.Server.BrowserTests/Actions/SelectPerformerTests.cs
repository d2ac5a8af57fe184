using Skyvern.Server.Core.Actions;

namespace Skyvern.Server.BrowserTests.Actions;

[Collection(SharedBrowserCollection.Name)]
public sealed class SelectPerformerTests(SharedBrowser browser)
{
    [Theory]
    [InlineData("Österreich", "at")]
    [InlineData("osterreich", "at")]
    [InlineData("DE", "de")]
    [InlineData("United", "us")]
    [InlineData("islands faroe", "fo")]
    [InlineData("1000", "m")]
    public async Task Select_Native_FindsTheOneThatIsMeant(string wanted, string value)
    {
        await using var tab = await browser.OpenAsync();
        await tab.ShowAsync("<label>L <select><option value='x'>Choose<optgroup label='g'><option value='de'>Germany<option value='at'>Österreich</optgroup><option value='us'>United States<option value='fo'>Faroe Islands<option value='m'>1,000</select></label>");

        var result = await tab.DoAsync(new SelectAction(await tab.RefAsync("L"), [wanted]));

        Assert.Equal(ActionCode.Ok, result.Code);
        Assert.Equal(value, await tab.Page.InputValueAsync("select"));
    }

    [Fact]
    public async Task Select_NoneOrSeveralFit_ListsTheNearest()
    {
        await using var tab = await browser.OpenAsync();
        await tab.ShowAsync("<label>L <select><option>Red wine<option>Red beer<option>Tea<option>Milk<option>Water<option>Juice</select></label>");

        var result = await tab.DoAsync(new SelectAction(await tab.RefAsync("L"), ["red"]));

        Assert.Equal(ActionCode.NoMatch, result.Code);
        Assert.StartsWith("No single option fits \"red\"; nearest of 6: \"Red wine\", \"Red beer\"", result.Message, StringComparison.Ordinal);
        Assert.Equal("Red wine", await tab.Page.InputValueAsync("select"));
    }

    [Fact]
    public async Task Select_Multiple_SetsExactlyThose()
    {
        await using var tab = await browser.OpenAsync();
        await tab.ShowAsync("<label>L <select multiple><option selected>A<option>B<option>C</select></label>");

        Assert.Equal("Chosen: B, C.", (await tab.DoAsync(new SelectAction(await tab.RefAsync("L"), ["C", "B"]))).Message);
        Assert.Equal("B,C", await tab.Page.EvaluateAsync<string>("[...document.querySelector('select').selectedOptions].map(o => o.text).join()"));
    }

    [Fact]
    public async Task Select_AriaCombobox_OpensChoosesAndChecks()
    {
        await using var tab = await browser.OpenAsync();
        await tab.ShowAsync("""
            <div role="combobox" aria-label="Size" aria-expanded="false" tabindex="0" id="box">Small</div><ul role="listbox" id="list" style="display:none;position:absolute"><li role="option">Small</li><li role="option">Large</li></ul>
            <script>box.onclick = () => setTimeout(() => list.style.display = 'block', 80); for (const o of list.children) o.onclick = () => { box.textContent = o.textContent; list.style.display = 'none'; };</script>
            """);
        var reference = await tab.RefAsync("Size");

        Assert.Equal(ActionCode.Ok, (await tab.DoAsync(new SelectAction(reference, ["large"]))).Code);
        Assert.Equal("Large", await tab.Page.TextContentAsync("#box"));
        Assert.Equal(ActionCode.NoMatch, (await tab.DoAsync(new SelectAction(reference, ["Huge"]))).Code);
    }

    [Fact]
    public async Task Select_OptionThatDoesNotTake_IsNotCommitted()
    {
        await using var tab = await browser.OpenAsync();
        await tab.ShowAsync("""<div><div role="combobox" aria-label="Size" tabindex="0" id="box" onclick="list.hidden=false">Small</div></div><ul role="listbox" id="list" hidden><li role="option">Large</li></ul>""");

        Assert.Equal(ActionCode.NotCommitted, (await tab.DoAsync(new SelectAction(await tab.RefAsync("Size"), ["Large"]))).Code);
    }
}
