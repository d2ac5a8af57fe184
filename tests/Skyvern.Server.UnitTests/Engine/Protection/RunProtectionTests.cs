using System.Text;
using Skyvern.Server.Core.Actions;
using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Core.Credentials;
using Skyvern.Server.Core.Engine;
using Skyvern.Server.Core.Engine.Files;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Core.Workflows;
using Skyvern.Server.Testing;

namespace Skyvern.Server.UnitTests.Engine.Protection;

public sealed class RunProtectionTests
{
    private const string Prompt = "Log in with user ada and password \"hunter2-x\"";

    [Fact]
    public async Task Run_PromptWithPassword_PlannerSeesThePlaceholderAndTheBrowserGetsTheValue()
    {
        var planner = ScriptedPlanner.Of(Fill("e4", "{{password_1}}"), ScriptedPlanner.Done());
        await using var bench = new EngineBench(planner, ShowForm);

        await bench.RunAsync(EngineBench.Request(Prompt));

        Assert.All(planner.Asked, asked =>
        {
            Assert.Equal("Log in with user ada and password \"{{password_1}}\"", asked.Goal);
            Assert.Equal(asked.Goal, asked.Run.Request.Prompt);
        });
        Assert.Equal("hunter2-x", Assert.Single(bench.Browsers.Last.Performed.OfType<FillAction>()).Fields[0].Value);
        Assert.Equal("***", bench.Journal.Actions[0].Text);
    }

    [Theory]
    [InlineData("e1", "https://shop.example/", "is no field for a secret")]
    [InlineData("e4", "https://evil.example/", "is not typed on evil.example")]
    [InlineData("e4", "http://shop.example/", "is not typed on shop.example")]
    public async Task Run_PlaceholderInTheWrongPlace_IsBlocked(string field, string url, string reason)
    {
        await using var bench = new EngineBench(
            ScriptedPlanner.Of(Fill(field, "{{password_1}}"), ScriptedPlanner.GiveUp(DoneStatus.Failed, "It does not go.")),
            session => session.OnObserve = it => it.Page = FakePage.Form(url, withPassword: field == "e4"));

        await bench.RunAsync(EngineBench.Request(Prompt));

        var action = bench.Journal.Actions[0];
        Assert.Equal("blocked", action.ResultCode);
        Assert.Contains(reason, action.ResultMessage, StringComparison.Ordinal);
        Assert.Empty(bench.Browsers.Last.Performed.OfType<FillAction>());
    }

    [Theory]
    [InlineData("https://elsewhere.example/", "neither a site of the task")]
    [InlineData("elsewhere:8080/x", "neither a site of the task")]
    [InlineData("file:///etc/passwd", "Only http and https")]
    [InlineData("https://shop.example/?p={{password_1}}", "may only be filled")]
    public async Task Run_AddressOutsideOfTheTask_IsBlocked(string address, string reason)
    {
        await using var bench = new EngineBench(
            ScriptedPlanner.Of(ScriptedPlanner.Plan(new GoToAction(address)), ScriptedPlanner.GiveUp(DoneStatus.Failed, "It does not go.")));

        await bench.RunAsync(EngineBench.Request(Prompt));

        Assert.Equal("blocked", bench.Journal.Actions[0].ResultCode);
        Assert.Contains(reason, bench.Journal.Actions[0].ResultMessage, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://sub.shop.example/x")]
    [InlineData("https://named.example/y?z")]
    [InlineData("https://linked.example/exactly?this=one")]
    public async Task Run_AddressOfTheTaskOrOfALink_IsOpened(string address)
    {
        var link = new PageElement { Ref = "e1", Role = "link", Name = "More", Href = "https://linked.example/exactly?this=one" };
        await using var bench = new EngineBench(
            ScriptedPlanner.Of(ScriptedPlanner.Plan(new GoToAction(address)), ScriptedPlanner.Done()),
            session => session.OnObserve = it => it.Page = FakePage.Of(EngineBench.Start, ["# Shop"], link));

        await bench.RunAsync(EngineBench.Request("Compare with the offer on named.example"));

        Assert.Equal("navigated", bench.Journal.Actions[0].ResultCode);
    }

    [Fact]
    public async Task Run_NoAddress_FirstGoesToAHomePageOnlyAndThenNowhereElse()
    {
        await using var bench = new EngineBench(ScriptedPlanner.Of(
            ScriptedPlanner.Plan(new GoToAction("https://shop.example/?data=x")),
            ScriptedPlanner.Plan(new GoToAction("https://shop.example/")),
            ScriptedPlanner.Plan(new GoToAction("https://other.example/")),
            ScriptedPlanner.Done()));

        await bench.RunAsync(EngineBench.Request(url: null));

        Assert.Equal(["blocked", "navigated", "blocked"], bench.Journal.Actions.Take(3).Select(action => action.ResultCode));
    }

    [Theory]
    [InlineData("Go to named.example", "navigated")]
    [InlineData("Go to ", "blocked")]
    public async Task Run_BlockWhoseSiteAPageNamed_DoesNotGoThereByItself(string ownGoal, string result)
    {
        var planner = ScriptedPlanner.Of(ScriptedPlanner.Plan(new GoToAction("https://named.example/")), ScriptedPlanner.Done());
        await using var bench = new EngineBench(planner);

        await bench.RunAsync(EngineBench.Request("Go to named.example") with
        {
            Block = new BlockCall("b", BlockTypes.Task, false) { OwnGoal = ownGoal, OwnUrl = EngineBench.Start },
        });

        Assert.Equal(result, bench.Journal.Actions[0].ResultCode);
        Assert.All(planner.Asked, asked => Assert.Null(asked.Run.Request.Block!.OwnGoal));
    }

    [Fact]
    public async Task Run_StrictList_OpensAndActsOnlyThere()
    {
        await using var bench = new EngineBench(
            ScriptedPlanner.Of(
                ScriptedPlanner.Plan(new GoToAction("https://named.example/")), Fill("e1", "Ada"), ScriptedPlanner.GiveUp(DoneStatus.Failed, "It does not go.")),
            session => session.OnObserve = it => it.Page = FakePage.Form(EngineBench.Start),
            network: options => options.AllowedOrigins = "https://only.example");

        await bench.RunAsync(EngineBench.Request("Go to named.example"));

        Assert.Equal(["blocked", "blocked"], bench.Journal.Actions.Take(2).Select(action => action.ResultCode));
    }

    [Fact]
    public async Task Run_PageShowsTheSecret_NeitherPlannerNorOutputHasIt()
    {
        var planner = ScriptedPlanner.Of(ScriptedPlanner.Plan(new ReadAction()), ScriptedPlanner.Done("{\"text\": \"hunter2-x\"}"), ScriptedPlanner.Done());
        await using var bench = new EngineBench(planner, session =>
        {
            session.ConsoleLog = "log hunter2-x aHVudGVyMi14";
            session.OnObserve = it => it.Page = FakePage.Text("https://shop.example/?p=hunter2-x", "Your password is hunter2-x");
            session.OnPerform = (_, action) => action is ReadAction ? new ActionResult(ActionCode.Ok) { Text = "again hunter2-x" } : null;
        });

        var result = await bench.RunAsync(EngineBench.Request(Prompt));

        Assert.Equal(["ok", "blocked", "ok"], bench.Journal.Actions.Select(action => action.ResultCode));
        Assert.Equal(RunStatus.Completed, result.Status);
        Assert.All(planner.Asked, asked => Assert.DoesNotContain(
            "hunter2", ObservationText.Render(asked.Observation, "") + string.Join('\n', asked.History), StringComparison.Ordinal));
        Assert.All(bench.Files.Files.Values, file => Assert.DoesNotContain("hunter2", Encoding.UTF8.GetString(file), StringComparison.Ordinal));
        Assert.All(bench.Files.Files.Values, file => Assert.DoesNotContain("aHVudGVyMi14", Encoding.UTF8.GetString(file), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Run_SecretInAFieldThatShowsIt_IsHiddenEvenWhereThePageCutIt()
    {
        var shown = new PageElement { Ref = "e7", Role = "textbox", Name = "API key", Type = "text", Value = "hunt" };
        var planner = ScriptedPlanner.Of(Fill("e7", "{{password_1}}"), ScriptedPlanner.Done());
        await using var bench = new EngineBench(planner, session =>
        {
            session.OnObserve = it => it.Page = FakePage.Of(EngineBench.Start, ["# Key"], shown);
            session.OnPerform = (_, action) => action is FillAction ? new ActionResult(ActionCode.Ok) : null;
        });

        await bench.RunAsync(EngineBench.Request(Prompt));

        Assert.Contains("e7 textbox \"API key\" [value=\"***\"]", planner.Asked.Last().Observation.Lines);
        Assert.Equal("***", planner.Asked.Last().Observation.Elements[0].Value);
    }

    [Fact]
    public async Task Run_StoredCredential_IsOfferedAndTypedAtItsSiteOnly()
    {
        LogIn[] logIns =
        [
            new("Shop", "ada", "stored-1", null, ["https://shop.example"]),
            new("Bank", "ada", "stored-2", null, ["https://bank.example"]),
        ];
        var planner = ScriptedPlanner.Of(
            ScriptedPlanner.Plan(new LoginAction("Bank")), ScriptedPlanner.Plan(new LoginAction("shop")), ScriptedPlanner.Done());
        await using var bench = new EngineBench(
            planner, session => session.OnObserve = it => it.Page = LogInPage(EngineBench.Start), logIns: logIns);

        await bench.RunAsync(EngineBench.Request("Log in"));

        Assert.All(planner.Asked, asked => Assert.Equal(["Shop"], asked.Credentials));
        Assert.Equal(["blocked", "ok"], bench.Journal.Actions.Take(2).Select(action => action.ResultCode));
        var fill = Assert.Single(bench.Browsers.Last.Performed.OfType<FillAction>());
        Assert.Equal([("e1", "ada"), ("e4", "stored-1")], fill.Fields.Select(field => (field.Ref, field.Value)));
        Assert.All(bench.Journal.Actions, action => Assert.DoesNotContain("stored", action.Description + action.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Run_Captcha_IsRefusedHonestlyAndFiledUnderBotDetection()
    {
        await using var bench = new EngineBench(ScriptedPlanner.Of(
            ScriptedPlanner.Plan(new CaptchaAction()), ScriptedPlanner.GiveUp(DoneStatus.Failed, "The site asks for a captcha."),
            ScriptedPlanner.GiveUp(DoneStatus.Failed, "The site asks for a captcha.")));

        var result = await bench.RunAsync();

        Assert.Contains("No captcha solver is configured", bench.Journal.Actions[0].ResultMessage, StringComparison.Ordinal);
        Assert.Equal(FailureCategory.AntiBot, result.Categories[0].Category);
    }

    [Fact]
    public async Task Run_CaptchaSolvedByAPerson_GoesOn()
    {
        var looks = 0;
        await using var bench = new EngineBench(
            ScriptedPlanner.Of(ScriptedPlanner.Plan(new CaptchaAction()), ScriptedPlanner.Done()),
            session => session.OnObserve = it => it.Page = FakePage.Text(EngineBench.Start, looks++ < 3 ? "I am not a robot" : "Welcome"),
            options => options.CaptchaPatienceSeconds = 1500);

        await bench.RunAsync();

        Assert.Equal("navigated", bench.Journal.Actions[0].ResultCode);
        Assert.Contains(bench.Journal.Events, e => e.Message.Contains("Waiting up to 1500 s", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("cv.pdf")]
    [InlineData("https://files.example/cv.pdf")]
    public async Task Run_UploadOfAFileOfThePrompt_IsFetchedWhenNeeded(string name)
    {
        var fetcher = new FakeFetcher(null);
        await using var bench = new EngineBench(
            ScriptedPlanner.Of(ScriptedPlanner.Plan(new UploadAction("e1", name)), ScriptedPlanner.Done()), ShowForm, fetcher: fetcher);

        await bench.RunAsync(EngineBench.Request("Upload https://files.example/cv.pdf as CV"));

        Assert.Equal(["cv.pdf"], bench.Planner.Asked.First().Files);
        Assert.Equal("https://files.example/cv.pdf", Assert.Single(fetcher.Asked));
        Assert.EndsWith("fetched.pdf", Assert.Single(bench.Browsers.Last.Performed.OfType<UploadAction>()).Path, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/etc/passwd")]
    [InlineData("../../keys/key.xml")]
    [InlineData("other.pdf")]
    public async Task Run_UploadOfAnythingElse_IsBlocked(string name)
    {
        await using var bench = new EngineBench(
            ScriptedPlanner.Of(ScriptedPlanner.Plan(new UploadAction("e1", name)), ScriptedPlanner.GiveUp(DoneStatus.Failed, "It does not go.")), ShowForm);

        await bench.RunAsync(EngineBench.Request("Upload https://files.example/cv.pdf as CV"));

        Assert.Equal(("blocked", "Only the run's own files can be uploaded: cv.pdf."), (bench.Journal.Actions[0].ResultCode, bench.Journal.Actions[0].ResultMessage));
        Assert.Empty(bench.Browsers.Last.Performed.OfType<UploadAction>());
    }

    [Fact]
    public async Task Run_FileCannotBeFetched_FailsNamingItButOnlyWhenItIsNeeded()
    {
        var fetcher = new FakeFetcher("the host answered 404.");
        await using var needed = new EngineBench(
            ScriptedPlanner.Of(ScriptedPlanner.Plan(new UploadAction("e1", "cv.pdf"))), ShowForm, fetcher: fetcher);
        await using var unneeded = new EngineBench(ScriptedPlanner.Of(ScriptedPlanner.Done()), ShowForm, fetcher: fetcher);

        var failed = await needed.RunAsync(EngineBench.Request("Upload https://files.example/cv.pdf?signature=abc as CV"));
        var completed = await unneeded.RunAsync(EngineBench.Request("Look at the page. The file for an upload, should one be asked for, is https://files.example/cv.pdf"));

        Assert.Equal((RunStatus.Failed, "The file files.example/cv.pdf could not be fetched: the host answered 404."), (failed.Status, failed.FailureReason));
        Assert.Equal(RunStatus.Completed, completed.Status);
    }

    private static StepPlan Fill(string field, string value) => ScriptedPlanner.Plan(new FillAction([new FieldValue(field, value)]));

    private static void ShowForm(FakeBrowserSession session) => session.OnObserve = it => it.Page = FakePage.Form(EngineBench.Start, withPassword: true);

    private static Observation LogInPage(string url)
    {
        var form = new PageForm("form1", "post", HasPassword: true);
        return FakePage.Of(
            url, ["# Log in"],
            new PageElement { Ref = "e1", Role = "textbox", Name = "User name", Type = "text", Form = form },
            new PageElement { Ref = "e4", Role = "textbox", Name = "Password", Value = "***", Type = "password", Form = form });
    }

    private sealed class FakeFetcher(string? problem) : IFileFetcher
    {
        public List<string> Asked { get; } = [];

        public async Task<FetchedFile> FetchAsync(Uri address, string folder, long mostBytes, CancellationToken cancellationToken)
        {
            Asked.Add(address.AbsoluteUri);
            var path = Path.Combine(folder, "fetched.pdf");
            await File.WriteAllTextAsync(path, "content", cancellationToken);
            return problem is null ? new FetchedFile(path) : new FetchedFile(null, problem);
        }
    }
}
