using Skyvern.Server.Core.Actions;
using Skyvern.Server.Core.Browsing;
using static Skyvern.Server.UnitTests.Engine.Rules.PlannerScene;

namespace Skyvern.Server.UnitTests.Engine.Rules;

/// <summary>Logging in and downloading.</summary>
public sealed class RulePlannerAccountTests
{
    private static readonly PageForm LogIn = new("2", "post", true);

    [Fact]
    public async Task Next_LogInAndDownload_TakesTheRowThatIsNamed()
    {
        var scene = new PlannerScene("Log in as demo@mail.example / demo-pass and download the invoice INV-2026-003");

        var logIn = (await scene.NextAsync(LogInPage())).Actions;
        Assert.Equal("f", string.Concat(logIn.OfType<FillAction>().Select(_ => "f")));
        Assert.Equal(["e1=demo@mail.example", "e2=demo-pass"], logIn.OfType<FillAction>().Single().Fields.Select(field => $"{field.Ref}={field.Value}"));
        Assert.Equal(new ClickAction("e3"), logIn[^1]);

        var click = Assert.Single((await scene.NextAsync(AccountPage(), Ok, Navigated)).Actions);
        Assert.Equal(new ClickAction("e12"), click);

        var done = Done(await scene.NextAsync(AccountPage(), new ActionResult(ActionCode.Download) { Downloads = ["INV-2026-003.pdf"] }));
        Assert.Equal(DoneStatus.Completed, done.Status);
    }

    [Fact]
    public async Task Next_LogInRefused_EndsTerminatedWithTheWordsOfTheSiteAndTheCallersCode()
    {
        var scene = new PlannerScene("Log in as demo@mail.example / wrong", codes: new() { ["AUTH_FAILED"] = "Authentication failed", ["OTHER"] = "Something else" });
        await scene.NextAsync(LogInPage());

        var done = Done(await scene.NextAsync(LogInPage() with { Alerts = ["E-mail address or password is wrong."] }, Ok, Navigated));

        Assert.Equal(DoneStatus.Terminated, done.Status);
        Assert.Contains("E-mail address or password is wrong.", done.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong\"", done.Reason.Replace("is wrong.\"", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(["AUTH_FAILED"], done.Errors);
    }

    [Theory]
    [InlineData("download the latest invoice", "e10")]
    [InlineData("download the last invoice", "e12")]
    [InlineData("download the first invoice", "e10")]
    [InlineData("download the invoice \"INV-2026-004\"", "e11")]
    [InlineData("click \"Download\" for \"INV-2026-004\"", "e11")]
    public async Task Next_FileOfOneRow_IsFoundByPositionDateOrNumber(string prompt, string expected) =>
        Assert.Equal(new ClickAction(expected), Assert.Single((await new PlannerScene(prompt).NextAsync(AccountPage())).Actions));

    [Fact]
    public async Task Next_SeveralFilesFit_FailsAndListsThem()
    {
        var done = Done(await new PlannerScene("download the invoice").NextAsync(AccountPage()));

        Assert.Equal(DoneStatus.Failed, done.Status);
        Assert.Contains("INV-2026-003", done.Reason, StringComparison.Ordinal);
        Assert.Contains("INV-2026-004", done.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Next_ClickThatStartsNoDownload_IsNotCalledDownloaded()
    {
        var scene = new PlannerScene("download the latest invoice");
        await scene.NextAsync(AccountPage());
        await scene.NextAsync(AccountPage(), Ok);

        var done = Done(await scene.NextAsync(AccountPage(), Ok));

        Assert.Equal(DoneStatus.Failed, done.Status);
        Assert.Contains("no download", done.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Next_ItsTotal_SpeaksOfTheInvoiceThatWasDownloaded()
    {
        var scene = new PlannerScene("download the invoice INV-2026-003 and give me its total as JSON");
        await scene.NextAsync(AccountPage());

        var extract = Assert.IsType<ExtractAction>(Assert.Single((await scene.NextAsync(AccountPage(), new ActionResult(ActionCode.Download))).Actions));

        Assert.Equal("the total of \"invoice INV-2026-003\"", extract.What);
    }

    private static Observation LogInPage() => Page("https://shop.example/login", ["# Log in"],
    [
        Field("e9", "Search the shop", new PageForm("0", "get", false), "search", "q"),
        Field("e1", "E-mail", LogIn, "email", "email", "username", states: "required"),
        Field("e2", "Password", LogIn, "password", "password", "current-password", states: "required"),
        Button("e3", "Log in", LogIn),
    ]);

    private static Observation AccountPage() => Page("https://shop.example/account", ["# Your account", "## Invoices"],
    [
        Link("e5", "Contact", "https://shop.example/contact"),
        Link("e10", "Download", "https://shop.example/invoices/INV-2026-005.pdf", "INV-2026-005 2026-06-01 € 12.00 Open Download"),
        Link("e11", "Download", "https://shop.example/invoices/INV-2026-004.pdf", "INV-2026-004 2026-05-01 € 13.00 Paid Download"),
        Link("e12", "Download", "https://shop.example/invoices/INV-2026-003.pdf", "INV-2026-003 2026-04-01 € 14.00 Paid Download"),
        Button("e13", "Log out", new PageForm("1", "post", false)),
    ]);
}
