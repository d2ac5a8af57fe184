using Skyvern.Server.Core.Actions;
using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Core.Engine;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Testing;

namespace Skyvern.Server.UnitTests.Engine;

public sealed class LoopGuardTests
{
    private static readonly Observation Page = FakePage.Form("https://a.example/");

    private readonly LoopGuard _guard = new();

    [Fact]
    public void Judge_SameActionSameState_AdvisesAtThreeEndsAtSix()
    {
        var verdicts = Enumerable.Range(0, 6).Select(_ => Judge(new ClickAction("e9"))).ToList();

        Assert.Equal([false, false, true, true, true, false], verdicts.Select(verdict => verdict.Nudge is not null));
        Assert.Equal(RunStatus.Terminated, verdicts[5].Ending!.Status);
        Assert.Contains("click button \"Send\"", verdicts[5].Ending!.FailureReason, StringComparison.Ordinal);
    }

    [Fact]
    public void Judge_DifferentActionsWithoutEffect_AdvisesAtFiveEndsAtTen()
    {
        var verdicts = Enumerable.Range(0, 10).Select(n => Judge(new ClickAction($"e{n}"), ActionCode.NoChange)).ToList();

        Assert.Equal(4, verdicts.FindIndex(verdict => verdict.Nudge is not null));
        Assert.StartsWith("stalled", verdicts[9].Ending!.FailureReason, StringComparison.Ordinal);
        Assert.All(verdicts.Take(9), verdict => Assert.Null(verdict.Ending));
    }

    [Fact]
    public void Judge_FieldAfterFieldIsFilled_IsProgress() =>
        Assert.All(Enumerable.Range(0, 20), n => Assert.Equal(LoopVerdict.GoOn, Judge(new TypeAction("e1", $"text {n}"))));

    [Fact]
    public void Judge_LookingAround_IsNoStandstill() =>
        Assert.All(Enumerable.Range(0, 20), n => Assert.Equal(LoopVerdict.GoOn, Judge(new FindAction($"text {n}"))));

    [Fact]
    public void Judge_PageChanges_IsProgress()
    {
        var pages = Enumerable.Range(0, 21).Select(n => FakePage.Text("https://a.example/", $"page {n}")).ToList();

        Assert.All(Enumerable.Range(0, 20), n => Assert.Equal(
            LoopVerdict.GoOn, _guard.Judge(ScriptedPlanner.Plan(new ClickAction("e1")), [new ActionResult(ActionCode.Ok)], pages[n], pages[n + 1])));
    }

    [Fact]
    public void Judge_SameActionBesideAClock_IsStillSeen()
    {
        var pages = Enumerable.Range(0, 7).Select(n => FakePage.Text("https://a.example/", $"It is 12:00:0{n}", $"Ends in {59 - n} seconds")).ToList();

        var verdicts = Enumerable.Range(0, 6).Select(n => _guard.Judge(
            ScriptedPlanner.Plan(new ClickAction("e9")), [new ActionResult(ActionCode.NoChange)], pages[n], pages[n + 1])).ToList();

        Assert.Equal([false, false, true, true, true, false], verdicts.Select(verdict => verdict.Nudge is not null));
        Assert.StartsWith("action_loop", verdicts[5].Ending!.FailureReason, StringComparison.Ordinal);
    }

    [Fact]
    public void Judge_ButtonRaisesAValue_IsProgress()
    {
        var pages = Enumerable.Range(0, 16).Select(n => FakePage.Of("https://a.example/", [], new PageElement { Ref = "e1", Role = "textbox", Name = "Quantity", Value = $"{n}" })
            with { Fingerprint = "the same" }).ToList();

        Assert.All(Enumerable.Range(0, 15), n => Assert.Equal(
            LoopVerdict.GoOn, _guard.Judge(ScriptedPlanner.Plan(new ClickAction("e2")), [new ActionResult(ActionCode.Ok)], pages[n], pages[n + 1])));
    }

    private LoopVerdict Judge(BrowserAction action, ActionCode code = ActionCode.Ok) =>
        _guard.Judge(ScriptedPlanner.Plan(action), [new ActionResult(code)], Page, Page);
}
