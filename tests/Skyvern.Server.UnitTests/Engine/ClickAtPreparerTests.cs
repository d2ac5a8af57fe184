using Skyvern.Server.Core.Actions;
using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Core.Credentials;
using Skyvern.Server.Core.Engine;
using Skyvern.Server.Core.Engine.Protection;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Testing;

namespace Skyvern.Server.UnitTests.Engine;

public sealed class ClickAtPreparerTests
{
    private static readonly Observation Page = FakePage.Form(EngineBench.Start);

    [Fact]
    public async Task Run_ClickAtWithoutAPicture_IsRefusedAndNotDone()
    {
        await using var bench = new EngineBench(
            ScriptedPlanner.Of(ScriptedPlanner.Plan(new ClickAtAction(10, 20)), ScriptedPlanner.Done()), session => session.Page = Page);

        await bench.RunAsync();

        Assert.DoesNotContain(bench.Browsers.Last.Performed, action => action is ClickAtAction);
        Assert.StartsWith("1 click_at 10 20: blocked, click_at works only right after look", bench.Planner.Asked.Last().History[0].Result, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Prepare_PageAsPictured_IsLetThrough() =>
        Assert.Null(await RefusalAsync(Page, Page with { FullFingerprint = "a clock went on" }));

    [Theory]
    [InlineData("fingerprint")]
    [InlineData("view")]
    [InlineData("url")]
    public async Task Prepare_PageChangedSince_IsRefused(string what)
    {
        var now = what switch
        {
            "fingerprint" => Page with { Fingerprint = "other" },
            "view" => Page with { View = "400-1200 of 2400 px" },
            _ => Page with { Url = "https://shop.example/other" },
        };

        Assert.Equal("The page is no longer as the picture shows it; look again.", await RefusalAsync(Page, now));
    }

    [Fact]
    public async Task Prepare_AnyOtherAction_IsLetThrough()
    {
        var action = new ClickAction("e1");

        Assert.Same(action, (await new ClickAtPreparer().PrepareAsync(await RunAsync(null), action, Page)).Action);
    }

    private static async Task<string?> RefusalAsync(Observation pictured, Observation now) =>
        (await new ClickAtPreparer().PrepareAsync(await RunAsync(pictured), new ClickAtAction(1, 2), now)).Refusal?.Message;

    private static async Task<RunState> RunAsync(Observation? pictured)
    {
        var run = TaskRun.Queue("o_1", null, EngineBench.Request(), "api", DateTimeOffset.UnixEpoch);
        var protection = await RunProtection.OfAsync(run, new NoCredentials(), CancellationToken.None);
        return new RunState(null!, protection, null!, null!, null!, 1) { Pictured = pictured };
    }
}
