using System.Text.Json.Nodes;
using Skyvern.Server.Core.Actions;
using Skyvern.Server.Llm.Replies;
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

    [Fact]
    public void Solver_EveryAction_IsReadAsWritten()
    {
        JsonObject[] actions =
        [
            Solver.Click("e1", "double"), Solver.Fill(("e1", "a")), Solver.Type("e1", "a", enter: true), Solver.Select("e1", "a", "b"), Solver.Press("Enter"),
            Solver.Scroll("bottom", "e1"), Solver.Hover("e1"), Solver.Drag("e1", "e2"), Solver.Upload("e1", "cv.pdf"), Solver.GoTo("https://a.example/"),
            Solver.Back(), Solver.Tab("switch", "t2"), Solver.Wait(3, "Done"), Solver.Find("Total"), Solver.Read(2), Solver.Extract("all rows"),
            Solver.Look(), Solver.ClickAt(1, 2), Solver.Otp("e1"), Solver.Login("shop"), Solver.Captcha(), Solver.GiveUp("no phone number", "MISSING"),
        ];

        Assert.Equal(StepSchema.Acts.Order(), actions.Select(action => action["act"]!.GetValue<string>()).Order());
        Assert.All(actions, action =>
        {
            var written = Solver.Step(action);
            Assert.Equal(written, StepWriter.Write(ReplyRepair.Read(written).Plan!));
        });
    }

    [Fact]
    public async Task Solver_LaterStep_ReadsTheResultAndTheRefsOfTheLastPrompt()
    {
        await using var rig = await LlmRig.StartAsync(LlmRig.Back);

        await rig.PlanAsync(rig.Context(
            3, [new("{}", "1 find: ok\ne9 link \"old\""), new("{}", "1 fill e1: no_match, nearest: Spain")], ["e1 combobox \"Country\"", "*e2 button \"Add\"", "f1e3 button \"Add more\""]));

        var text = rig.Stub.Requests[0].LastText;
        Assert.Equal("1 fill e1: no_match, nearest: Spain", Solver.Result(text));
        Assert.Equal(["e2", "f1e3"], Solver.Refs(text, "button", "add"));
    }
}
