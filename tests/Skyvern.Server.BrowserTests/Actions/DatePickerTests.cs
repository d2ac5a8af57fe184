using Skyvern.Server.Testing;

namespace Skyvern.Server.BrowserTests.Actions;

[Collection(SharedBrowserCollection.Name)]
public sealed class DatePickerTests(SharedBrowser browser)
{
    [Theory]
    [InlineData("range-picker", "Pick your dates", "2026-11-02", "disabled", "does not let 2026-11-02 be chosen")]
    [InlineData("jquery-datepicker", "Check-in", "1999-01-01", "not_committed", "within 24 clicks")]
    [InlineData("jquery-datepicker", "Check-in", "soon", "invalid_value", "yyyy-mm-dd")]
    [InlineData("typed-dates", "Return", "31/31/2026", "invalid_value", "yyyy-mm-dd")]
    public async Task Fill_DateThatCannotBeSet_SaysWhy(string page, string control, string value, string word, string words)
    {
        await using var tab = await browser.OpenAsync();
        await tab.ShowAsync(ControlZoo.Page(page));

        var result = await tab.FillAsync(control, value);

        Assert.Equal(word, result.Word);
        Assert.Contains(words, result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fill_AmbiguousDateInAFieldWithAFormat_IsReadInThatFormat()
    {
        await using var tab = await browser.OpenAsync();
        await tab.ShowAsync(ControlZoo.Page("typed-dates"));

        Assert.Equal("ok", (await tab.FillAsync("Return", "05/06/2027")).Word);
        Assert.Equal("05/06/2027", await tab.Page.InputValueAsync("[name=return]"));
        Assert.Equal("ok", (await tab.FillAsync("Return", "12/31/2026")).Word);
        Assert.Equal("31/12/2026", await tab.Page.InputValueAsync("[name=return]"));
        Assert.Equal("ok", (await tab.FillAsync("Geburtsdatum", "2. März 1980")).Word);
        Assert.Equal("02.03.1980", await tab.Page.InputValueAsync("[name=birth]"));
    }

    [Fact]
    public async Task Fill_CalendarThatWasUsed_LeavesNoneOpen()
    {
        await using var tab = await browser.OpenAsync();
        await tab.ShowAsync(ControlZoo.Page("ant-datepicker"));

        Assert.Equal("ok", (await tab.FillAsync("Due date", "2026-12-01")).Word);

        Assert.Equal(0, await tab.Page.Locator(".ant-picker-dropdown").CountAsync());
        Assert.Equal("2026-12-01", await tab.Page.InputValueAsync("#due"));
    }
}
