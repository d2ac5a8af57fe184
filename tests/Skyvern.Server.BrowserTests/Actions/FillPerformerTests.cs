using Skyvern.Server.Core.Actions;
using Skyvern.Server.Testing;

namespace Skyvern.Server.BrowserTests.Actions;

[Collection(SharedBrowserCollection.Name)]
public sealed class FillPerformerTests(SharedBrowser browser)
{
    private const string EveryControl = """
        <form method="post" action="/sent">
        <label>Name <input name="name"></label>
        <label>About <textarea name="about"></textarea></label>
        <label>E-mail <input type="email" name="email"></label>
        <label>Age <input type="number" name="age" min="18" max="99"></label>
        <label>Born <input type="date" name="born"></label>
        <label>At <input type="time" name="at"></label>
        <label>Month <input type="month" name="month"></label>
        <label>Week <input type="week" name="week"></label>
        <label>When <input type="datetime-local" name="when"></label>
        <label>Colour <input type="color" name="colour"></label>
        <label>Volume <input type="range" name="volume" min="0" max="10"></label>
        <label>Country <select name="country"><option value="">Choose</option><optgroup label="Europe"><option value="de">Germany</option><option value="at">Österreich</option></optgroup></select></label>
        <label>Languages <select name="languages" multiple><option>English</option><option>German</option><option>French</option></select></label>
        <label><input type="checkbox" name="terms" value="yes"> Terms</label>
        <label><input type="checkbox" name="news" value="yes" checked> News</label>
        <fieldset><legend>Contact by</legend><label><input type="radio" name="by" value="m"> Mail</label><label><input type="radio" name="by" value="p"> Phone</label></fieldset>
        <label>Code <input type="password" name="code"></label>
        <div contenteditable="true" aria-label="Note"></div>
        <button>Send</button></form>
        """;

    [Fact]
    public async Task Fill_EveryNativeControl_IsSetAndSent()
    {
        await using var tab = await browser.OpenAsync();
        tab.Site.Page("/sent", "<h1>Thanks</h1>");
        await tab.ShowAsync(EveryControl);
        var seen = await tab.ObserveAsync();
        string Ref(string name) => seen.Elements.First(element => element.Name == name).Ref;

        var filled = await tab.DoAsync(new FillAction(
        [
            new(Ref("Name"), "Ada \"L\"\\ <b>"), new(Ref("About"), "Two\nlines"), new(Ref("E-mail"), "ada@example.org"), new(Ref("Age"), "36"),
            new(Ref("Born"), "10.12.1999"), new(Ref("At"), "2:30 pm"), new(Ref("Month"), "March 2027"), new(Ref("Week"), "2027-W09"),
            new(Ref("When"), "2027-03-04 09:15"), new(Ref("Colour"), "red"), new(Ref("Volume"), "7"), new(Ref("Country"), "osterreich"),
            new(Ref("Languages"), "English, French"), new(Ref("Terms"), "true"), new(Ref("News"), "no"), new(Ref("Mail"), "Phone"),
            new(Ref("Code"), "s3cret"), new(Ref("Note"), "hello"),
        ]));

        Assert.Equal((ActionCode.Ok, "18 fields set."), (filled.Code, filled.Message));
        var sent = await tab.DoAsync(new ClickAction(Ref("Send")));
        Assert.Equal("ok", sent.Word);
        Assert.Equal("button \"Send\"", sent.Target);
        await tab.Page.WaitForURLAsync("**/sent");
        var post = Assert.Single(tab.Site.Posts);
        Assert.Equal(
            "name=Ada \"L\"\\ <b>|about=Two\r\nlines|email=ada@example.org|age=36|born=1999-12-10|at=14:30|month=2027-03|week=2027-W09|when=2027-03-04T09:15|colour=#ff0000|volume=7|country=at|languages=English|languages=French|terms=yes|by=p|code=s3cret",
            string.Join('|', post.Fields.Select(field => $"{field.Key}={field.Value}")));
    }

    [Theory]
    [InlineData("<label>F <input type=number min=18 max=99></label>", "12", ActionCode.InvalidValue, "18")]
    [InlineData("<label>F <input type=number></label>", "many", ActionCode.InvalidValue, "It takes a number")]
    [InlineData("<label>F <input type=date></label>", "03/04/2027", ActionCode.InvalidValue, "yyyy-mm-dd")]
    [InlineData("<label>F <input type=email></label>", "nobody", ActionCode.InvalidValue, "@")]
    [InlineData("<label>F <input maxlength=3></label>", "abcd", ActionCode.InvalidValue, "at most 3")]
    [InlineData("<label>F <input disabled></label>", "a", ActionCode.Disabled, "disabled")]
    [InlineData("<label>F <input readonly></label>", "a", ActionCode.Disabled, "read-only")]
    [InlineData("<label>F <input oninput=\"this.value='no'\"></label>", "yes", ActionCode.NotCommitted, "It holds \"no\"")]
    [InlineData("<label>F <select><option>Austria<option>Australia<option>Peru</select></label>", "Austr", ActionCode.NoMatch, "\"Austria\", \"Australia\"")]
    [InlineData("<label>F <input type=checkbox></label>", "perhaps", ActionCode.InvalidValue, "true or false")]
    [InlineData("<button>F</button>", "a", ActionCode.Failed, "cannot be filled")]
    [InlineData("<label>F <input type=file></label>", "a", ActionCode.Failed, "uploaded")]
    public async Task Fill_ValueThatDoesNotTake_SaysWhy(string html, string value, ActionCode code, string words)
    {
        await using var tab = await browser.OpenAsync();
        await tab.ShowAsync(html);

        var result = await tab.FillAsync("F", value);

        Assert.Equal(code, result.Code);
        Assert.Contains(words, result.Message, StringComparison.Ordinal);
        Assert.Contains("\"F\"", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fill_OneOfSeveralFails_StopsThereAndNamesIt()
    {
        await using var tab = await browser.OpenAsync();
        await tab.ShowAsync("<label>A <input></label><label>B <select><option>x<option>y</select></label><label>C <input></label>");

        var result = await tab.DoAsync(new FillAction([new(await tab.RefAsync("A"), "1"), new(await tab.RefAsync("B"), "z"), new(await tab.RefAsync("C"), "3")]));

        Assert.Equal(ActionCode.NoMatch, result.Code);
        Assert.Matches("^e2 combobox \"B\": No single option fits \"z\".* Field 2 of 3; the 1 before it are set\\.$", result.Message);
        Assert.Equal("1", await tab.Page.InputValueAsync("input"));
        Assert.Equal("", await tab.Page.InputValueAsync("label:last-of-type input"));
    }

    [Fact]
    public async Task Fill_FieldsOfSeveralFrames_AreAllSet()
    {
        await using var tab = await browser.OpenAsync();
        tab.Site.Page("/inner", "<label>Card <input></label>");
        await tab.ShowAsync("<label>Name <input></label><iframe src='/inner'></iframe><label>City <input></label>");

        var result = await tab.DoAsync(new FillAction([new(await tab.RefAsync("Name"), "Ada"), new(await tab.RefAsync("Card"), "42"), new(await tab.RefAsync("City"), "Rome")]));

        Assert.Equal((ActionCode.Ok, "3 fields set."), (result.Code, result.Message));
        Assert.Equal("42", (await tab.ObserveAsync()).Elements.Single(element => element.Name == "Card").Value);
    }

    [Fact]
    public async Task Fill_FieldThatTakesOnlyKeys_IsTypedInto()
    {
        await using var tab = await browser.OpenAsync();
        await tab.ShowAsync("""
            <label>Phone <input></label><script>
            const f = document.querySelector('input'); let typed = '';
            f.addEventListener('keydown', e => { if (/^[0-9]$/.test(e.key)) typed += e.key; else if (e.key === 'Delete') typed = ''; });
            f.addEventListener('input', () => f.value = typed.replace(/^(\d{3})(\d+)$/, '($1) $2'));
            </script>
            """);

        Assert.Equal(ActionCode.Ok, (await tab.FillAsync("Phone", "5551234")).Code);
        Assert.Equal("(555) 1234", await tab.Page.InputValueAsync("input"));
    }

    [Fact]
    public async Task Fill_FrameworkThatTracksValues_SeesTheChange()
    {
        await using var tab = await browser.OpenAsync();
        await tab.ShowAsync("""
            <label>Name <input></label><p></p><script>
            const f = document.querySelector('input'); let known = '';
            const native = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value');
            Object.defineProperty(f, 'value', { get() { return native.get.call(this) }, set(v) { known = v; native.set.call(this, v) } });
            f.addEventListener('input', () => { const now = native.get.call(f); if (now !== known) { known = now; document.querySelector('p').textContent = 'state ' + now; } });
            </script>
            """);

        await tab.FillAsync("Name", "Ada");

        Assert.Equal("state Ada", await tab.Page.TextContentAsync("p"));
    }

    [Fact]
    public async Task Fill_Typeahead_ChoosesTheOptionThatShowsUp()
    {
        await using var tab = await browser.OpenAsync();
        await tab.ShowAsync("""
            <label>City <input role="combobox" aria-autocomplete="list" aria-controls="list"></label><ul id="list" role="listbox"></ul><p></p><script>
            const f = document.querySelector('input');
            f.addEventListener('input', () => setTimeout(() => {
              list.innerHTML = ['Rome, Georgia', 'Rome', 'Romeo'].filter(c => c.toLowerCase().startsWith(f.value.toLowerCase())).map(c => `<li role="option">${c}</li>`).join('');
              for (const o of list.children) o.onclick = () => { f.value = o.textContent; document.querySelector('p').textContent = 'chosen ' + o.textContent; list.innerHTML = ''; };
            }, 100));
            </script>
            """);

        Assert.Equal(ActionCode.Ok, (await tab.FillAsync("City", "rome")).Code);
        Assert.Equal("chosen Rome", await tab.Page.TextContentAsync("p"));
    }

    [Fact]
    public async Task Fill_TypeaheadDrawnAnewBeforeTheClick_FindsTheOptionAgain()
    {
        await using var tab = await browser.OpenAsync();
        await tab.ShowAsync("""
            <label>City <input role="combobox" aria-autocomplete="list" aria-controls="list"></label><ul id="list" role="listbox" style="max-height:60px;overflow:auto"></ul><p></p><script>
            const f = document.querySelector('input'), list = document.getElementById('list');
            const draw = () => {
              list.innerHTML = [...Array(30).keys()].map(n => `<li role="option">Town ${n}</li>`).join('') + '<li role="option">Rome</li>';
              for (const o of list.children) o.onclick = () => { f.value = o.textContent; document.querySelector('p').textContent = 'chosen ' + o.textContent; list.innerHTML = ''; };
            };
            f.addEventListener('input', () => { if (!list.children.length) draw(); });
            list.addEventListener('scroll', draw, { once: true });
            </script>
            """);

        Assert.Equal(ActionCode.Ok, (await tab.FillAsync("City", "rome")).Code);
        Assert.Equal("chosen Rome", await tab.Page.TextContentAsync("p"));
    }

    [Fact]
    public async Task Fill_FortyFields_TakesOneGo()
    {
        await using var tab = await browser.OpenAsync();
        await tab.Page.GotoAsync(tab.Site.Page("/form", FixturePages.Form()));
        var seen = await tab.ObserveAsync();
        var fields = seen.Elements.Where(element => element.Role != "button").Select(element => new FieldValue(element.Ref, element.Role switch
        {
            "date" => "2027-01-02",
            "checkbox" => "true",
            "spinbutton" => "17",
            "combobox" => "Country number 150",
            _ => $"Value of {element.Name}",
        })).ToList();

        var result = await tab.DoAsync(new FillAction(fields));

        Assert.Equal((ActionCode.Ok, "40 fields set."), (result.Code, result.Message));
        Assert.Equal("c150", await tab.Page.InputValueAsync("#country"));
    }
}
