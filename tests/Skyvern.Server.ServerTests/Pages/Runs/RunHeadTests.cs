using Skyvern.Server.Core.Runs;
using Skyvern.Server.Pages.Parts.Runs;
using Skyvern.Server.Pages.Runs;
using Skyvern.Server.Pages.Snippets;

namespace Skyvern.Server.ServerTests.Pages.Runs;

public sealed class RunHeadTests
{
    [Fact]
    public async Task Head_OfAnEndedRun_OffersAnotherLikeItUnlessTheFormCouldNotAskForIt()
    {
        var task = RunSample.Facts(new RunResult(RunStatus.Completed));
        var workflow = RunSample.WorkflowFacts(new RunResult(RunStatus.Completed));

        Assert.Contains($"/tasks/new?from={task.Run.Id}", await HtmlAsync(task), StringComparison.Ordinal);
        Assert.DoesNotContain("Run again", await HtmlAsync(workflow), StringComparison.Ordinal);
        Assert.DoesNotContain("Run again", await HtmlAsync(workflow with { Run = workflow.Blocks[0] }), StringComparison.Ordinal);
    }

    private static Task<string> HtmlAsync(RunFacts facts) =>
        Rendered.HtmlAsync<RunHead>(new() { ["Facts"] = facts, ["Snippets"] = Array.Empty<RequestSnippet>() });
}
