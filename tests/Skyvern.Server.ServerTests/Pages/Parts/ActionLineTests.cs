using Skyvern.Server.Core.Runs;
using Skyvern.Server.Pages.Parts.Runs;
using Skyvern.Server.Pages.Runs;
using Skyvern.Server.ServerTests.Pages.Runs;

namespace Skyvern.Server.ServerTests.Pages.Parts;

public sealed class ActionLineTests
{
    [Theory]
    [InlineData("skipped", "Left out: something before it changed the page.")]
    [InlineData(null, "Left out: the step was broken off before it.")]
    public async Task Line_ActionThatWasLeftOut_SaysWhy(string? code, string words)
    {
        var action = RunSample.Action(RunSample.Step(1, 0, 5), 1, 2, 3);
        (action.Status, action.ResultCode) = (ActionStatus.Skipped, code);

        var html = await Rendered.HtmlAsync<ActionLine>(new() { ["Action"] = new ActionEntry(TimeSpan.Zero, action, Reason: null) });

        Assert.Contains(words, html, StringComparison.Ordinal);
    }
}
