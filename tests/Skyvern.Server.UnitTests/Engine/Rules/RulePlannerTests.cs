using Skyvern.Server.Core.Actions;
using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Core.Engine;
using static Skyvern.Server.UnitTests.Engine.Rules.PlannerScene;

namespace Skyvern.Server.UnitTests.Engine.Rules;

public sealed class RulePlannerTests
{
    private static readonly PageForm Contact = new("1", "post", false);

    [Fact]
    public async Task Next_GoalThatNeedsAModel_IsRefusedBeforeAnyAction()
    {
        var scene = new PlannerScene("Open \"Flights\" and book the cheapest flight");

        var refusal = await Assert.ThrowsAsync<PlannerException>(() => scene.NextAsync(Page("https://shop.example/", [], [])));

        Assert.StartsWith("This goal needs a language model: could not interpret \"book the cheapest flight\".", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("OPENAI_API_KEY", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(("LLM_ERROR", "NO_LLM_CONFIGURED"), (refusal.Category, refusal.ErrorCode));
    }

    [Fact]
    public async Task Next_NoAddressAnywhere_FailsAndSaysSo()
    {
        var done = Done(await new PlannerScene("click \"A\"", url: null).NextAsync(Page("about:blank", [], [])));

        Assert.Equal(DoneStatus.Failed, done.Status);
        Assert.Contains("start address", done.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Next_Form_IsFilledInOneStepSentInTheNextAndThenCompleted()
    {
        var scene = new PlannerScene("Fill in the contact form with first name: Anna, last name: Smith, email: anna@mail.example, topic: Invoice, newsletter: yes, message: Hello and submit it", """{"success":{"type":"boolean"},"confirmation_message":{"type":"string"}}""");
        var page = ContactPage();

        var fill = Assert.IsType<FillAction>(Assert.Single((await scene.NextAsync(page)).Actions));
        Assert.Equal(["e1=Anna", "e2=Smith", "e3=anna@mail.example", "e4=Invoice", "e5=Hello", "e6=true"], fill.Fields.Select(field => $"{field.Ref}={field.Value}"));

        var send = Assert.Single((await scene.NextAsync(ContactPage(filled: true), Ok)).Actions);
        Assert.Equal(new ClickAction("e8"), send);

        var done = Done(await scene.NextAsync(Page("https://shop.example/contact", ["# Thank you for your message", "Your reference is C-1001."], [Link("e20", "Home", "https://shop.example/")]), Navigated));
        Assert.Equal(DoneStatus.Completed, done.Status);
        Assert.Equal("""{"success":true,"confirmation_message":"Thank you for your message"}""", done.Output);
    }

    [Fact]
    public async Task Next_RequiredFieldWithoutData_IsNamedAndNothingIsSent()
    {
        var scene = new PlannerScene("Fill in the form with first name: Anna, last name: Smith and send it");
        await scene.NextAsync(ContactPage());

        var done = Done(await scene.NextAsync(ContactPage(filled: true, message: ""), Ok));

        Assert.Equal(DoneStatus.Failed, done.Status);
        Assert.Contains("\"Message\"", done.Reason, StringComparison.Ordinal);
        Assert.Contains("Nothing was sent", done.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Next_KeyWithoutField_IsNamedWithTheFieldsThereAre()
    {
        var scene = new PlannerScene("Fill in the form with shoe size: 42");
        var wait = await scene.NextAsync(ContactPage());

        var done = Done(await scene.NextAsync(ContactPage(), Ok));

        Assert.IsType<WaitAction>(Assert.Single(wait.Actions));
        Assert.Contains("no field for \"shoe size\"", done.Reason, StringComparison.Ordinal);
        Assert.Contains("\"First name\"", done.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Next_FormAnsweredWithAnAlert_FailsInTheWordsOfTheSite()
    {
        var scene = new PlannerScene("submit the form");
        await scene.NextAsync(ContactPage(filled: true));

        var after = ContactPage(filled: true) with { Alerts = ["The e-mail address is not valid."] };
        var done = Done(await scene.NextAsync(after, Ok));

        Assert.Equal(DoneStatus.Failed, done.Status);
        Assert.Contains("The e-mail address is not valid.", done.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Next_FormThatStaysAsItIs_IsNotCalledSent()
    {
        var scene = new PlannerScene("submit the form");
        await scene.NextAsync(ContactPage(filled: true));
        var wait = await scene.NextAsync(ContactPage(filled: true), Ok);

        var done = Done(await scene.NextAsync(ContactPage(filled: true), Ok));

        Assert.IsType<WaitAction>(Assert.Single(wait.Actions));
        Assert.Equal(DoneStatus.Failed, done.Status);
        Assert.Contains("nothing on the page shows", done.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Next_AskedToLookAgainAfterAFailure_StaysFailedAndDoesNotGoOn()
    {
        var scene = new PlannerScene("click \"Missing\" and click \"Home\"");
        var page = Page("https://shop.example/", [], [Link("e1", "Home", "https://shop.example/")]);
        await scene.NextAsync(page);
        var first = Done(await scene.NextAsync(page, Ok));

        var second = Done(await scene.NextAsync(page, new ActionResult(ActionCode.Failed, "look again")));

        Assert.Equal(DoneStatus.Failed, second.Status);
        Assert.Equal(first.Reason, second.Reason);
        Assert.Contains("\"Missing\"", first.Reason, StringComparison.Ordinal);
        Assert.Contains("link \"Home\"", first.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Next_SchemaWithoutExtractClause_ExtractsAtTheEnd()
    {
        var scene = new PlannerScene("Open the category Paper", """{"products":[{"name":"string","price":1}]}""");
        var home = Page("https://shop.example/", ["# Shop"], [Link("e1", "Paper", "https://shop.example/paper"), Link("e2", "Paper, pens and order", "https://shop.example/all")]);
        Assert.Equal(new ClickAction("e1"), Assert.Single((await scene.NextAsync(home)).Actions));

        var list = Page("https://shop.example/paper", ["# Paper"], []);
        Assert.IsType<ExtractAction>(Assert.Single((await scene.NextAsync(list, Navigated)).Actions));

        scene.Extracted = """{"products":[{"name":"A4","price":4.9}]}""";
        Assert.Equal(DoneStatus.Completed, Done(await scene.NextAsync(list, Ok)).Status);
    }

    [Fact]
    public async Task Next_NothingExtracted_IsNeverCompleted()
    {
        var scene = new PlannerScene("extract all products");
        var page = Page("https://shop.example/", [], []);
        await scene.NextAsync(page);

        var done = Done(await scene.NextAsync(page, new ActionResult(ActionCode.Failed, "The page shows no table or list of product.")));

        Assert.Equal(DoneStatus.Failed, done.Status);
        Assert.Contains("no table or list of product", done.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Next_ClickThatChangesNothing_Fails()
    {
        var scene = new PlannerScene("click \"Save\"");
        var page = Page("https://shop.example/", [], [Button("e1", "Save")]);
        await scene.NextAsync(page);

        Assert.Equal(DoneStatus.Failed, Done(await scene.NextAsync(page, new ActionResult(ActionCode.NoChange))).Status);
    }

    [Fact]
    public async Task Next_TwoButtonsOfOneName_AreNamedAndNoneIsClicked()
    {
        var page = Page("https://shop.example/", [], [Button("e1", "Buy") with { Context = "Pen € 1" }, Button("e2", "Buy") with { Context = "Lamp € 2" }]);

        var done = Done(await new PlannerScene("click \"Buy\"").NextAsync(page));

        Assert.Contains("Pen € 1", done.Reason, StringComparison.Ordinal);
        Assert.Contains("Lamp € 2", done.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Next_Search_TypesIntoTheSearchBoxAndSendsIt()
    {
        var scene = new PlannerScene("search for \"gel pen\"");
        var box = Field("e5", "Search the shop", new PageForm("1", "get", false), "search", "q");

        var plan = await scene.NextAsync(Page("https://shop.example/", [], [Field("e4", "Mail", null, "email"), box]));
        var done = Done(await scene.NextAsync(Page("https://shop.example/search?q=gel+pen", ["# Search results"], [box]), Navigated));

        Assert.Equal(new TypeAction("e5", "gel pen", Enter: true), Assert.Single(plan.Actions));
        Assert.Equal(DoneStatus.Completed, done.Status);
    }

    [Fact]
    public async Task Next_CookieClauseWithoutBanner_IsNoReasonToFail()
    {
        var scene = new PlannerScene("accept cookies, then click \"News\"");
        var page = Page("https://shop.example/", [], [Link("e1", "News", "https://shop.example/news")]);
        await scene.NextAsync(page);

        Assert.Equal(new ClickAction("e1"), Assert.Single((await scene.NextAsync(page, Ok)).Actions));
    }

    [Fact]
    public async Task Next_WholeNameForTwoFields_IsSplit()
    {
        var plan = await new PlannerScene("Fill in the form with name: Anna Maria Smith").NextAsync(ContactPage());

        Assert.Equal(["e1=Anna Maria", "e2=Smith"], Assert.IsType<FillAction>(Assert.Single(plan.Actions)).Fields.Select(field => $"{field.Ref}={field.Value}"));
    }

    [Fact]
    public async Task Next_ClaimRefusedTwice_EndsFailedWithTheRefusal()
    {
        var scene = new PlannerScene("scroll down");
        var page = Page("https://shop.example/", [], []);
        await scene.NextAsync(page);
        Assert.Equal(DoneStatus.Completed, Done(await scene.NextAsync(page, Ok)).Status);
        await scene.NextAsync(page, new ActionResult(ActionCode.Failed, "$.price is missing"));
        Assert.Equal(DoneStatus.Completed, Done(await scene.NextAsync(page, Ok)).Status);

        var done = Done(await scene.NextAsync(page, new ActionResult(ActionCode.Failed, "$.price is missing")));

        Assert.Equal(DoneStatus.Failed, done.Status);
        Assert.Contains("$.price is missing", done.Reason, StringComparison.Ordinal);
    }

    private static Observation ContactPage(bool filled = false, string message = "Hello") => Page("https://shop.example/contact", ["# Contact"],
    [
        Field("e9", "Search the shop", new PageForm("0", "get", false), "search", "q"),
        Field("e1", "First name *", Contact, fieldName: "first_name", autoComplete: "given-name", value: filled ? "Anna" : "", states: "required"),
        Field("e2", "Last name *", Contact, fieldName: "last_name", autoComplete: "family-name", value: filled ? "Smith" : "", states: "required"),
        Field("e3", "E-mail", Contact, "email", "email", "email", filled ? "anna@mail.example" : ""),
        Field("e4", "Topic", Contact, "select", "topic", value: "Please choose") with { Options = ["Delivery", "Invoice"] },
        Field("e5", "Message *", Contact, "textarea", "message", value: filled ? message : "", states: "required"),
        Field("e6", "Send me the newsletter", Contact, "checkbox", "newsletter"),
        Button("e8", "Send message", Contact),
    ]);
}
