using System.Text;
using System.Text.Json;
using Skyvern.Server.Core.Actions;
using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Core.Verification;
using Skyvern.Server.Testing;
using Skyvern.Server.UnitTests.Engine;

namespace Skyvern.Server.UnitTests.Verification;

/// <summary>One-time codes in the engine: where they come from, that each is entered once, and that nobody sees them.</summary>
public sealed class OtpPreparerTests
{
    private const string Ann = "ann@mail.example";
    private const string Secret = "JBSWY3DPEHPK3PXP";

    private static readonly Observation CodePage = FakePage.Of(
        "https://shop.example/code", ["# Enter your code"], new PageElement { Ref = "e1", Role = "textbox", Name = "Code", Type = "text", AutoComplete = "one-time-code" });

    [Fact]
    public async Task Otp_CodeInThePrompt_IsEnteredAndSeenNowhere()
    {
        await using var bench = Bench(new OtpAction("e1"));

        var result = await bench.RunAsync(Request("Log in, the code is 483920"));

        Assert.Equal(RunStatus.Completed, result.Status);
        Assert.Equal(["483920"], Codes(bench));
        AssertHidden(bench, "483920");
        Assert.Equal("Log in, the code is ***", bench.Planner.Asked.First().Goal);
    }

    [Fact]
    public async Task Otp_SecretInThePrompt_ComputesCodesAndEntersEachOnce()
    {
        await using var bench = Bench(new OtpAction("e1"), new OtpAction("e1"));
        var start = bench.Time.GetUtcNow();
        Assert.True(TotpSecret.TryParse(Secret, out var secret));

        await RunAsync(bench, Request($"Log in. TOTP secret: {Secret}"), codes: 2, 30);

        Assert.Equal([Totp.Code(secret, start), Totp.Code(secret, start.AddSeconds(30))], Codes(bench));
        Assert.Contains(bench.Journal.Events, fact => fact.Kind == "run.waiting" && fact.Message.Contains("next one-time code", StringComparison.Ordinal));
        Assert.All(Codes(bench).Append(Secret), hidden => AssertHidden(bench, hidden));
    }

    [Fact]
    public async Task Otp_WindowThatEndsSoon_WaitsForTheNext()
    {
        await using var bench = Bench(new OtpAction("e1"));
        bench.Time.Advance(TimeSpan.FromSeconds(27.5));
        Assert.True(TotpSecret.TryParse(Secret, out var secret));

        await RunAsync(bench, Request($"Log in. TOTP secret: {Secret}"), codes: 1, 2.5);

        Assert.Equal([Totp.Code(secret, new DateTimeOffset(2026, 3, 2, 9, 0, 30, TimeSpan.Zero))], Codes(bench));
    }

    [Fact]
    public async Task Otp_TotpUrlWithHiccups_IsAskedUntilItGivesTheCode()
    {
        await using var bench = Bench(new OtpAction("e1"));
        bench.Otp.Answer = call => call switch
        {
            1 or 2 => new OtpAnswer(OtpAnswerKind.Unreachable, "no connection"),
            3 => new OtpAnswer(OtpAnswerKind.NotYet),
            4 => new OtpAnswer(OtpAnswerKind.Fault, "status 500"),
            _ => new OtpAnswer(OtpAnswerKind.Value, "Your Acme code is 483 920. Order 771122."),
        };

        await RunAsync(bench, Request() with { TotpUrl = "https://codes.example/otp?key=k1" }, codes: 1, 5, 5, 10, 10);

        Assert.Equal(["483920"], Codes(bench));
        Assert.Equal(5, bench.Otp.Calls);
        Assert.Equal(["run.waiting", "run.resumed"], bench.Journal.Events.Select(fact => fact.Kind).Where(kind => kind is "run.waiting" or "run.resumed"));
        Assert.Contains("codes.example", bench.Journal.Events.First(fact => fact.Kind == "run.waiting").Message, StringComparison.Ordinal);
        AssertHidden(bench, "483920");
        AssertHidden(bench, "key=k1");
    }

    [Fact]
    public async Task Otp_PushedCodes_NewestFirstAndEachOnce()
    {
        await using var bench = Bench(new OtpAction("e1"), new OtpAction("e1"));
        bench.Otp.Push(Ann, "111111", bench.Time.GetUtcNow().AddMinutes(-20));
        bench.Otp.Push(Ann, "222222", bench.Time.GetUtcNow().AddMinutes(-2));
        bench.Otp.Push(Ann, "333333", bench.Time.GetUtcNow().AddMinutes(-1));

        await bench.RunAsync(Request() with { TotpIdentifier = " Ann@Mail.Example" });

        Assert.Equal(["333333", "222222"], Codes(bench));
        Assert.Contains(bench.Journal.Events, fact => fact.Kind == "run.waiting" && fact.Message.Contains("A***@Mail.Example", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Otp_BothSources_TotpUrlFirstThenPushed()
    {
        await using var bench = Bench(new OtpAction("e1"), new OtpAction("e1"));
        bench.Otp.Answer = _ => new OtpAnswer(OtpAnswerKind.Value, "444444");
        bench.Otp.Push(Ann, "555555", bench.Time.GetUtcNow());

        await bench.RunAsync(Request() with { TotpUrl = "https://codes.example/", TotpIdentifier = Ann });

        Assert.Equal(["444444", "555555"], Codes(bench)); // the address still gives the code that was entered already
    }

    [Fact]
    public async Task Otp_NoSource_EndsTheRunSayingSo()
    {
        await using var bench = Bench(new OtpAction("e1"));

        AssertEnd(await bench.RunAsync(Request()), "MISSING_TOTP_SOURCE");

        Assert.Empty(Codes(bench));
    }

    [Fact]
    public async Task Otp_GivenCodeAskedForAgain_EndsTheRunAsExpired()
    {
        await using var bench = Bench(new OtpAction("e1"), new OtpAction("e1"));

        AssertEnd(await bench.RunAsync(Request("Log in, the code is 483920")), "OTP_EXPIRED");

        Assert.Equal(["483920"], Codes(bench));
    }

    [Theory]
    [InlineData(OtpAnswerKind.NotYet, "OTP_TIMEOUT", "15 minutes")]
    [InlineData(OtpAnswerKind.Fault, "OTP_ERROR", "status 500")]
    public async Task Otp_NothingComes_EndsTheRunAfterAQuarterOfAnHour(OtpAnswerKind answer, string code, string words)
    {
        await using var bench = Bench(new OtpAction("e1"));
        bench.Otp.Answer = _ => new OtpAnswer(answer, "status 500");

        await RunAsync(
            bench, Request() with { TotpUrl = "https://codes.example/", TotpIdentifier = Ann }, codes: 0, [.. Enumerable.Repeat(10.0, 90)]);

        AssertEnd(bench.Result, code);
        Assert.Contains(words, bench.Result.FailureReason, StringComparison.Ordinal);
        Assert.InRange(bench.Otp.Calls, 89, 91); // the last one may come with the end
    }

    [Fact]
    public async Task Otp_AddressThatMayNotBeAsked_EndsTheRunAtOnce()
    {
        await using var bench = Bench(new OtpAction("e1"));
        bench.Otp.Answer = _ => new OtpAnswer(OtpAnswerKind.Impossible, "the address leads to a private network.");

        AssertEnd(await bench.RunAsync(Request() with { TotpUrl = "https://codes.example/" }), "OTP_ERROR");

        Assert.Equal(1, bench.Otp.Calls);
    }

    [Fact]
    public async Task Otp_LinkInPlaceOfACode_IsOpened()
    {
        await using var bench = Bench(new OtpAction("e1"));
        bench.Otp.Push(Ann, "https://shop.example/magic?token=a1b2c3", bench.Time.GetUtcNow(), OtpType.MagicLink);

        await bench.RunAsync(Request() with { TotpIdentifier = Ann });

        Assert.Contains(new GoToAction("https://shop.example/magic?token=a1b2c3"), bench.Browsers.Last.Performed);
        AssertHidden(bench, "token=a1b2c3");
    }

    [Fact]
    public async Task Otp_FieldThatIsNotThere_IsToldWithoutWaiting()
    {
        await using var bench = Bench(new OtpAction("e7"));

        await bench.RunAsync(Request() with { TotpIdentifier = Ann });

        Assert.DoesNotContain(bench.Journal.Events, fact => fact.Kind == "run.waiting");
        Assert.Contains(bench.Journal.Actions, row => row is { ActionType: "verification_code", ResultCode: "not_found" });
    }

    [Fact]
    public async Task Otp_EntryThatFailed_MayUseTheCodeAgain()
    {
        var tries = 0;
        await using var bench = Bench(
            (_, action) => action is OtpAction && ++tries == 1 ? new ActionResult(ActionCode.Covered) : null, new OtpAction("e1"), new OtpAction("e1"));

        await bench.RunAsync(Request("Log in, the code is 483920"));

        Assert.Equal(["483920", "483920"], Codes(bench));
    }

    [Fact]
    public async Task Otp_WallClockDuringTheWait_EndsTheRunAsTimedOut()
    {
        await using var bench = new EngineBench(Script(new OtpAction("e1")), Show, options => options.MaxSeconds = 60);

        await bench.Time.RunAsync(bench.StartAsync(bench.Claim(Request() with { TotpIdentifier = Ann })), TimeSpan.FromSeconds(1));

        Assert.Equal(RunStatus.TimedOut, bench.Result.Status);
    }

    [Fact]
    public async Task Otp_CancelDuringTheWait_StopsWithinASecond()
    {
        await using var bench = Bench(new OtpAction("e1"));
        var run = bench.StartAsync(bench.Claim(Request() with { TotpIdentifier = Ann }));
        await Eventually.TrueAsync(() => bench.Journal.Events.Any(fact => fact.Kind == "run.waiting"), TimeSpan.FromSeconds(60));

        bench.Journal.LoseHold();
        bench.Time.Advance(TimeSpan.FromSeconds(1));

        // The clock stands still from here on: whatever waits for more of it would wait for ever.
        await run.WaitAsync(TimeSpan.FromSeconds(60));
        Assert.True(bench.Browsers.Last.IsDisposed);
        Assert.Null(bench.Journal.Result);
    }

    /// <summary>
    /// Works the request off. The clock moves on by each wait in turn, in seconds, once the run waits for just so long, and stands still
    /// otherwise until so many codes were entered: on a slow machine a clock that just goes on would be at a later code by then.
    /// </summary>
    private static async Task RunAsync(EngineBench bench, TaskRequest request, int codes, params double[] waits)
    {
        var run = bench.StartAsync(bench.Claim(request));
        foreach (var wait in waits.Select(TimeSpan.FromSeconds))
        {
            await Eventually.TrueAsync(() => bench.Time.Pending.Contains(wait), TimeSpan.FromSeconds(60));
            bench.Time.Advance(wait);
        }

        await Eventually.TrueAsync(() => Codes(bench).Count == codes, TimeSpan.FromSeconds(60));
        await bench.Time.RunAsync(run);
    }

    private static TaskRequest Request(string prompt = "Log in") => EngineBench.Request(prompt);

    private static EngineBench Bench(params BrowserAction[] actions) => new(Script(actions), Show);

    private static EngineBench Bench(Func<FakeBrowserSession, BrowserAction, ActionResult?> perform, params BrowserAction[] actions) =>
        new(Script(actions), session =>
        {
            Show(session);
            session.OnPerform = (browser, action) => perform(browser, action) ?? Perform(browser, action);
        });

    private static ScriptedPlanner Script(params BrowserAction[] actions) =>
        ScriptedPlanner.Of([.. actions.Select(action => ScriptedPlanner.Plan(action)), ScriptedPlanner.Done("\"in\"")]);

    private static void Show(FakeBrowserSession session)
    {
        session.Page = CodePage;
        session.OnPerform = Perform;
    }

    /// <summary>A site that shows what was entered and keeps it in its address, as a careless one may.</summary>
    private static ActionResult Perform(FakeBrowserSession session, BrowserAction action)
    {
        if (action is OtpAction { Code: { } code })
        {
            session.Page = FakePage.Of($"https://shop.example/code?entered={code}", [$"You entered {code}"], CodePage.Elements[0] with { Value = code });
            session.ConsoleLog += $"code {code}\n";
        }

        return new ActionResult(ActionCode.Ok);
    }

    private static List<string> Codes(EngineBench bench) => [.. bench.Browsers.Last.Performed.OfType<OtpAction>().Select(action => action.Code!)];

    private static void AssertEnd(RunResult result, string code)
    {
        Assert.Equal(RunStatus.Failed, result.Status);
        Assert.Equal(code, Assert.Single(result.Errors).ErrorCode);
        Assert.NotEmpty(result.FailureReason!);
    }

    private static void AssertHidden(EngineBench bench, string value)
    {
        var rows = JsonSerializer.Serialize(new { bench.Journal.Steps, bench.Journal.Actions, bench.Journal.Events, bench.Journal.Result });
        Assert.DoesNotContain(value, rows, StringComparison.OrdinalIgnoreCase);
        Assert.All(bench.Files.Files.Values, file => Assert.DoesNotContain(value, Encoding.UTF8.GetString(file), StringComparison.OrdinalIgnoreCase));
    }
}
