using Skyvern.Server.Core.Actions;
using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Core.Engine.Rules.Clauses;
using Skyvern.Server.Core.Verification;
using static Skyvern.Server.UnitTests.Engine.Rules.PlannerScene;

namespace Skyvern.Server.UnitTests.Engine.Rules;

/// <summary>Logging in with a second factor.</summary>
public sealed class RulePlannerOtpTests
{
    private static readonly PageForm LogIn = new("1", "post", true);
    private static readonly PageForm Code = new("1", "post", false);

    [Theory]
    [InlineData("Log in as demo@mail.example / demo-pass")]
    [InlineData("Log in as demo@mail.example / demo-pass and enter the one-time code when asked")]
    [InlineData("Log in with user demo@mail.example and password demo-pass. TOTP secret: JBSWY3DPEHPK3PXP")]
    [InlineData("Log in with user demo@mail.example and password demo-pass and TOTP secret JBSWY3DPEHPK3PXP.")]
    [InlineData("Log in as demo@mail.example / demo-pass, the code is 123456")]
    [InlineData("Log in as demo@mail.example / demo-pass, then enter the verification code 123456")]
    public async Task Next_LogInThatAsksForACode_EntersItAndIsDone(string prompt)
    {
        var scene = new PlannerScene(prompt);
        await scene.NextAsync(LogInPage());

        var plan = await scene.NextAsync(CodePage(), Ok, Navigated);
        Assert.Equal([new OtpAction("e1"), new ClickAction("e2")], plan.Actions);

        Assert.Equal(DoneStatus.Completed, Done(await scene.NextAsync(Page("https://shop.example/account", ["# Your account"], []), Ok, Navigated)).Status);
    }

    [Fact]
    public async Task Next_CodeRefused_EntersAFreshOneThenGivesUpWithTheWordsOfTheSite()
    {
        var scene = new PlannerScene("Enter the code", codes: new() { ["NO_OTP"] = "The verification code was not accepted" });
        await scene.NextAsync(CodePage());

        var again = await scene.NextAsync(CodePage("This code is not valid."), Ok, Navigated);
        Assert.Equal(new OtpAction("e1"), again.Actions[0]);
        Assert.IsType<WaitAction>(Assert.Single((await scene.NextAsync(CodePage("This code is not valid."), Ok, Navigated)).Actions));

        var done = Done(await scene.NextAsync(CodePage("This code is not valid."), Ok));
        Assert.Equal(DoneStatus.Terminated, done.Status);
        Assert.Contains("This code is not valid.", done.Reason, StringComparison.Ordinal);
        Assert.Equal(["NO_OTP"], done.Errors);
    }

    [Fact]
    public async Task Next_SixBoxes_GivesTheFirst()
    {
        var boxes = Enumerable.Range(1, 6).Select(digit => Field($"e{digit}", $"Digit {digit} of 6", Code)).ToArray();

        var plan = await new PlannerScene("Enter the code").NextAsync(Page("https://shop.example/code", ["# Enter the code"], [.. boxes, Button("e9", "Verify", Code)]));

        Assert.Equal([new OtpAction("e1"), new ClickAction("e9")], plan.Actions);
    }

    [Fact]
    public async Task Next_NoFieldForACode_Fails()
    {
        var scene = new PlannerScene("Enter the one-time code");
        var page = Page("https://shop.example/", ["# Shop"],
        [
            Field("e1", "Zip code", Code), Field("e2", "Coupon code", Code), Field("e3", "Card security code", Code, autoComplete: "cc-csc"),
        ]);
        await scene.NextAsync(page);

        var done = Done(await scene.NextAsync(page, Ok));

        Assert.Equal(DoneStatus.Failed, done.Status);
        Assert.Contains("no field for a one-time code", done.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Enter the one-time code")]
    [InlineData("type in the verification code that is sent by e-mail")]
    [InlineData("Enter the 2FA code from my authenticator app")]
    [InlineData("enter the code you receive by SMS")]
    [InlineData("complete the two-factor authentication")]
    [InlineData("enter the OTP when asked")]
    public void Read_WordsForTheCode_GiveTheClause(string goal) => Assert.Equal([new OtpClause()], GoalReader.Read(goal).Clauses);

    [Theory]
    [InlineData("Enter \"SAVE20\" into the coupon code field")]
    [InlineData("Enter the zip code 94043")]
    public void Read_OtherCodes_AreNoOneTimeCodes(string goal) => Assert.DoesNotContain(new OtpClause(), GoalReader.Read(OtpTaskData.GoalOf(goal)).Clauses);

    private static Observation LogInPage() => Page("https://shop.example/login", ["# Log in"],
    [
        Field("e5", "E-mail", LogIn, "email", "email", "username", states: "required"),
        Field("e6", "Password", LogIn, "password", "password", "current-password", states: "required"),
        Button("e7", "Log in", LogIn),
    ]);

    private static Observation CodePage(params string[] alerts) => Page(
        "https://shop.example/code", ["# Enter your code"],
        [Field("e1", "One-time code", Code, fieldName: "code", autoComplete: "one-time-code"), Button("e2", "Verify", Code), Button("e3", "Send a new code")],
        alerts);
}
