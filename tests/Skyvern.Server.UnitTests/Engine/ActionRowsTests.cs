using Skyvern.Server.Core.Actions;
using Skyvern.Server.Core.Engine;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Testing;

namespace Skyvern.Server.UnitTests.Engine;

public sealed class ActionRowsTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly RunStep Step = new()
    {
        Id = "stp_1", RunId = "tsk_1", OrganizationId = "o_1", Attempt = 1, Order = 2, RetryIndex = 0, CreatedAt = default,
    };

    private static readonly FillAction Fill = new([new("e1", "Ada"), new("e2", "France"), new("e3", "true"), new("e4", "secret")]);

    [Fact]
    public void Of_Fill_IsOneRowAFieldByTheControlsRole()
    {
        var rows = Rows(Fill, new ClickAction("e9"))[0];

        Assert.Equal(["input_text", "select_option", "checkbox", "input_text"], rows.Select(row => row.ActionType));
        Assert.Equal(["Ada", null, "true", "***"], rows.Select(row => row.Text));
        Assert.Equal("France", rows[1].Option);
        Assert.Equal(["fill textbox \"Name\"", "fill combobox \"Country\""], rows.Take(2).Select(row => row.Description));
        Assert.All(rows, row => Assert.Equal(("fill", ActionStatus.Pending, 2), (row.Act, row.Status, row.StepOrder)));
    }

    [Fact]
    public void Of_SeveralActions_CountsRowsOverAllOfThem() =>
        Assert.Equal([0, 1, 2, 3, 4], Rows(Fill, new ClickAction("e9")).SelectMany(rows => rows).Select(row => row.Order));

    [Fact]
    public void Finish_FillStoppedAtAField_TellsDoneFromFailedFromLeftOut()
    {
        var rows = Rows(Fill)[0];

        ActionRows.Finish(rows, new ActionResult(ActionCode.NoMatch, "No option fits.") { FieldsSet = 1 }, new SecretMask(), Now, Now);

        Assert.Equal(
            [ActionStatus.Completed, ActionStatus.Failed, ActionStatus.Skipped, ActionStatus.Skipped], rows.Select(row => row.Status));
        Assert.Equal(["ok", "no_match", "skipped", "skipped"], rows.Select(row => row.ResultCode));
    }

    [Theory]
    [InlineData("click", "click")]
    [InlineData("goto", "goto_url")]
    [InlineData("find", "null_action")]
    [InlineData("done", "complete")]
    public void Of_OtherActions_AreOneRowInTheWordsOfTheWire(string act, string type)
    {
        BrowserAction[] actions =
        [
            new ClickAction("e9"), new GoToAction("https://a.example/?token=1"), new FindAction("x"), new DoneAction(DoneStatus.Completed, "", null, []),
        ];

        var row = Assert.Single(Rows(actions.Single(action => action.Act == act))[0]);

        Assert.Equal(type, row.ActionType);
        Assert.DoesNotContain("token", row.Description, StringComparison.Ordinal);
    }

    private static IReadOnlyList<IReadOnlyList<RunAction>> Rows(params BrowserAction[] actions) => ActionRows.Of(
        Step, ScriptedPlanner.Plan(actions), FakePage.Form("https://a.example/", withPassword: true), new SecretMask(), Now);
}
