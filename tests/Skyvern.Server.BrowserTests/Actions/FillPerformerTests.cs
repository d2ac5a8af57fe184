using Skyvern.Server.Core.Actions;

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
}
