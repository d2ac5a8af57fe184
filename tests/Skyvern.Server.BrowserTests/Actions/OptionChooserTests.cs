using Skyvern.Server.Core.Actions;
using Skyvern.Server.Testing;

namespace Skyvern.Server.BrowserTests.Actions;

[Collection(SharedBrowserCollection.Name)]
public sealed class OptionChooserTests(SharedBrowser browser)
{
    [Theory]
    [InlineData("mui-select", "Size", "Huge", "nearest: \"Large\", \"")]
    [InlineData("plain-list", "Choose a delivery time", "Night", "nearest: \"")]
    [InlineData("virtual-list", "Select a station", "Station 501", "nearest of 500: \"Station 50")]
    [InlineData("select2", "Choose a country", "Atlantis", "nearest of ")]
    [InlineData("async-options", "Branch office", "Rome", "nearest: \"")]
    [InlineData("typeahead", "City", "Paris", "\"Paris, Texas\", \"Paris, France\"")]
    [InlineData("nested-menu", "Region", "Europe > Spain", "nearest: \"")]
    public async Task Fill_OptionThatIsNotThere_NamesTheNearestAndClosesTheList(string page, string control, string value, string words)
    {
        await using var tab = await browser.OpenAsync();
        await tab.ShowAsync(ControlZoo.Page(page));
        var before = (await tab.ObserveAsync()).Elements.Count;

        var result = await tab.FillAsync(control, value);

        Assert.Equal("no_match", result.Word);
        Assert.Contains(words, result.Message, StringComparison.Ordinal);
        await Eventually.TrueAsync(async () => (await tab.ObserveAsync()).Elements.Count == before);
    }

    [Theory]
    [InlineData("mui-select", "Size", "Extra large", "size", "xl")]
    [InlineData("menu-button", "Sort by: Newest", "Best rating", "sort", "Best rating")]
    [InlineData("virtual-list", "Select a station", "Station 250", "station", "Station 250")]
    [InlineData("select2", "Choose a country", "Schweiz", "country", "CH")]
    [InlineData("nested-menu", "Region", "Europe > Greece", "region", "Europe/Greece")]
    [InlineData("native-lists", "Title", "dr", "title", "dr")]
    public async Task Select_ListOfTheZoo_IsHeldByThePage(string page, string control, string option, string field, string held)
    {
        await using var tab = await browser.OpenAsync();
        await tab.ShowAsync(ControlZoo.Page(page));

        var result = await tab.DoAsync(new SelectAction(await tab.RefAsync(control), [option]));

        Assert.Equal(("ok", $"Chosen: {held}."), (result.Word, result.Message.Replace(option, held, StringComparison.Ordinal).Replace("Dr", "dr", StringComparison.Ordinal)));
        Assert.Equal(held, await tab.Page.EvaluateAsync<string>("name => new FormData(document.forms[0]).get(name)", field));
    }

    [Fact]
    public async Task Select_SeveralOfAListOfCheckBoxes_AreAllTicked()
    {
        await using var tab = await browser.OpenAsync();
        await tab.ShowAsync(ControlZoo.Page("checkbox-list"));

        var result = await tab.DoAsync(new SelectAction(await tab.RefAsync("None selected"), ["Monday", "Thursday"]));

        Assert.Equal("ok", result.Word);
        Assert.Equal("Monday,Thursday", await tab.Page.EvaluateAsync<string>("new FormData(document.forms[0]).getAll('days').join()"));
        Assert.Contains("2 selected", await tab.LinesAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Select_HiddenNativeListBehindAWidget_ShowsTheChoice()
    {
        await using var tab = await browser.OpenAsync();
        await tab.ShowAsync(ControlZoo.Page("select2"));

        await tab.DoAsync(new SelectAction(await tab.RefAsync("Choose a country"), ["JP"]));

        Assert.Equal("Japan", await tab.Page.InnerTextAsync(".select2-selection__rendered"));
    }

    [Fact]
    public async Task Fill_SuggestionsThatComeInTheWrongOrder_WaitsForThoseThatStay()
    {
        await using var tab = await browser.OpenAsync();
        await tab.ShowAsync(ControlZoo.Page("typeahead"));

        var result = await tab.FillAsync("City", "Rome");

        Assert.Equal("no_match", result.Word);
        Assert.Contains("\"Rome, Italy\", \"Rome, Georgia\"", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fill_SuggestionsDrawnAnewInTheSameWords_ClicksTheOneThatStays()
    {
        await using var tab = await browser.OpenAsync();
        await tab.ShowAsync("""
            <form><label>City <input id="city" role="combobox" aria-autocomplete="list" aria-controls="list" autocomplete="off"></label>
            <ul id="list" role="listbox"></ul><input type="hidden" name="city" id="held"></form>
            <script>
            const draw = (isLast) => {
              const item = document.createElement('li');
              item.setAttribute('role', 'option');
              item.textContent = 'Rome, Italy';
              if (isLast) item.onclick = () => { city.value = held.value = 'Rome, Italy'; list.replaceChildren(); };
              list.replaceChildren(item);
            };
            city.onblur = () => setTimeout(() => list.replaceChildren(), 100);
            city.oninput = () => { if (city.value === 'Rome, Italy') { draw(false); setTimeout(draw, 120, true); } };
            </script>
            """);

        var result = await tab.FillAsync("City", "Rome, Italy");

        Assert.Equal(("ok", ""), (result.Word, result.Message));
        Assert.Equal("Rome, Italy", await tab.Page.EvaluateAsync<string>("held.value"));
    }
}
