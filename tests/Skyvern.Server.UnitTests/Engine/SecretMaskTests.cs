using System.Text;
using Skyvern.Server.Core.Actions;
using Skyvern.Server.Core.Engine;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Testing;

namespace Skyvern.Server.UnitTests.Engine;

public sealed class SecretMaskTests
{
    [Fact]
    public async Task Run_PasswordIsTyped_AppearsNowhereInTheRecord()
    {
        const string Password = "hunter\"2 & more";
        await using var bench = new EngineBench(
            ScriptedPlanner.Of(
                ScriptedPlanner.Plan(new FillAction([new FieldValue("e1", "Ada"), new FieldValue("e4", Password)])) with
                {
                    Note = $"log in with {Password}",
                    Exchange = new PlannerExchange("prompt", """{"value": "hunter\u00222 \u0026 more"}"""),
                },
                ScriptedPlanner.GiveUp(DoneStatus.Failed, $"The password {Password} was refused."),
                ScriptedPlanner.GiveUp(DoneStatus.Failed, $"The password {Password} was refused.")),
            session => session.OnPerform = (it, action) =>
            {
                it.Page = FakePage.Form(EngineBench.Start, withPassword: true);
                return action is FillAction ? new ActionResult(ActionCode.Ok, $"e4 holds {Password}") : null;
            });

        var result = await bench.RunAsync();

        Assert.Equal("The password *** was refused.", result.FailureReason);
        Assert.Equal(FailureCategory.Auth, result.Categories[0].Category);
        Assert.Equal(["Ada", "***"], bench.Journal.Actions.Take(2).Select(action => action.Text));
        string[] record =
        [
            .. bench.Files.Files.Values.Select(Encoding.UTF8.GetString),
            .. bench.Journal.Events.Select(e => e.Message),
            .. bench.Journal.Steps.Select(step => step.Note + step.Exception),
            .. bench.Journal.Actions.Select(action => action.Description + action.Reasoning + action.Text + action.ResultMessage),
        ];
        Assert.All(record, text => Assert.DoesNotContain("hunter", text, StringComparison.Ordinal));
    }
}
