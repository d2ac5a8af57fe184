using Skyvern.Server.Core.Actions;
using Skyvern.Server.Testing.Zoo;

namespace Skyvern.Server.BrowserTests.Actions;

[Collection(SharedBrowserCollection.Name)]
public sealed class OtpPerformerTests(SharedBrowser browser)
{
    [Theory]
    [InlineData("/zoo/code-field", "Verification code", true)]
    [InlineData("/zoo/code-boxes", "Digit 1", false)]
    [InlineData("/zoo/code-boxes-plain", "Digit 1", true)]
    [InlineData("/zoo/code-boxes-late", "Digit 1", false)]
    [InlineData("/zoo/code-boxes-paste", "Digit 1", false)]
    [InlineData("/zoo/code-editable", "Code", true)]
    public async Task Otp_AnyField_TakesTheCode(string path, string field, bool verify)
    {
        await using var tab = await browser.OpenAsync();
        var page = await tab.VisitAsync(path);

        var result = await EnterAsync(tab, field, ActionZoo.Code);
        if (verify)
        {
            await tab.ClickAsync("Verify");
        }

        Assert.Equal((ActionCode.Ok, "The code is entered."), (result.Code, result.Message));
        await tab.ShowsAsync(page.Done);
    }

    [Fact]
    public async Task Otp_BoxesThatMoveTheFocusTooLate_AreTypedOnceMore()
    {
        await using var tab = await browser.OpenAsync();
        await tab.ShowAsync("""
            <div id="boxes"></div><p id="state">Please verify</p>
            <script>
            for (let i = 1; i <= 6; i++) boxes.insertAdjacentHTML('beforeend', `<input aria-label="Digit ${i}" inputmode="numeric" style="width:32px">`);
            const all = [...document.querySelectorAll('#boxes input')];
            let stolen = false;
            all[2].addEventListener('focus', () => { if (!stolen) { stolen = true; setTimeout(() => all[1].focus()); } });
            for (const box of all) box.addEventListener('input', () => { box.value = box.value.slice(-1); if (all.map(one => one.value).join('') === '492817') state.textContent = 'Welcome back'; });
            </script>
            """);

        var result = await EnterAsync(tab, "Digit 1", "492817");

        Assert.Equal((ActionCode.Ok, "The code is entered."), (result.Code, result.Message));
        await tab.ShowsAsync("Welcome back");
    }

    [Fact]
    public async Task Otp_BoxesWithAnyName_HideTheirDigitsFromThenOn()
    {
        await using var tab = await browser.OpenAsync();
        await tab.VisitAsync("/zoo/code-boxes-plain");

        var result = await EnterAsync(tab, "Digit 1", ActionZoo.Code);
        var lines = await tab.LinesAsync();

        Assert.DoesNotContain(ActionZoo.Code, result.ToString(), StringComparison.Ordinal);
        Assert.Equal(6, lines.Split("value=\"***\"").Length - 1);
    }

    [Fact]
    public async Task Otp_PageThatRefusesAtOnce_SaysItsWordsWithoutTheCode()
    {
        await using var tab = await browser.OpenAsync();
        await tab.ShowAsync("""
            <label>Code <input id="c" maxlength="6"></label><p id="m" role="alert"></p>
            <script>c.addEventListener('input', () => { if (c.value.length === 6) { m.textContent = 'Code ' + c.value + ' is wrong'; c.value = ''; } })</script>
            """);

        var result = await EnterAsync(tab, "Code", "123456");

        Assert.Equal((ActionCode.InvalidValue, "Code *** is wrong"), (result.Code, result.Message));
    }

    [Fact]
    public async Task Otp_FewerBoxesThanCharacters_SaysSo()
    {
        await using var tab = await browser.OpenAsync();
        await tab.ShowAsync("<div><input aria-label='A' maxlength='1'><input aria-label='B' maxlength='1'><input aria-label='C' maxlength='1'><input aria-label='D' maxlength='1'></div>");

        var result = await EnterAsync(tab, "A", "123456");

        Assert.Equal((ActionCode.InvalidValue, "There are 4 boxes, the code has 6 characters."), (result.Code, result.Message));
    }

    private static async Task<ActionResult> EnterAsync(TestTab tab, string field, string code) =>
        await tab.DoAsync(new OtpAction(await tab.RefAsync(field)) { Code = code });
}
