using Skyvern.Server.Core.Actions;
using Skyvern.Server.Testing;

namespace Skyvern.Server.UnitTests.Llm;

public sealed class SolverTests
{
    [Fact]
    public async Task Solver_ReadingOnlyThePrompt_FillsAFormAndEnds()
    {
        await using var rig = await LlmRig.StartAsync(request => StubOpenAiReply.Of(Solver.Sees(request.LastText, "Thank you")
            ? Solver.Step(Solver.Done("The page says: Thank you", new { sent = true }))
            : Solver.Step(
                Solver.Fill((Solver.Ref(request.LastText, "textbox", "email"), "ada@example.com")),
                Solver.Click(Solver.Ref(request.LastText, "button", "Send")))));

        var first = await rig.PlanAsync(rig.Context(lines: ["e7 button \"Send later\"", "e1 textbox \"Email\" [required]", "*e2 button \"Send\""]));
        var second = await rig.PlanAsync(rig.Context(2, [new(first.Reply, "fill e1: ok\nclick e2: navigated")], ["# Thank you"]));

        Assert.Equal(["e1"], first.Actions[0].Refs);
        Assert.Equal(new ClickAction("e2"), first.Actions[1]);
        Assert.Equal("""{"sent":true}""", Assert.IsType<DoneAction>(Assert.Single(second.Actions)).Output);
        Assert.Equal([1, 2], rig.Stub.Requests.Select(request => request.StepNumber));
    }
}
