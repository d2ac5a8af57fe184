using System.Reflection;
using Skyvern.Server.Core.Artifacts;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Pages.Parts.Runs;
using Skyvern.Server.Pages.Runs;
using Skyvern.Server.Testing;

namespace Skyvern.Server.ServerTests.Pages.Runs;

public sealed class FailureStoryTests
{
    public static TheoryData<string> Categories =>
        [.. typeof(FailureCategory).GetFields(BindingFlags.Public | BindingFlags.Static).Where(word => word.IsLiteral).Select(word => (string)word.GetRawConstantValue()!)];

    [Theory]
    [MemberData(nameof(Categories))]
    public void Story_OfEachCategory_SaysWhatHappenedAndWhatToDoNext(string category)
    {
        var story = Of(RunResult.Failed("It did not work.", category))!;

        Assert.Equal("It did not work.", story.What);
        Assert.Equal(category == FailureCategory.Unknown, story.Title == "The run failed");
        Assert.InRange(story.Next.Count, 2, 4);
        Assert.Contains("/tasks/new?from=", story.Next[^1].Link, StringComparison.Ordinal);
    }

    [Fact]
    public void Story_RunWithoutFailure_ThereIsNone()
    {
        Assert.Null(Of(new RunResult(RunStatus.Completed)));
        Assert.Null(Of(new RunResult(RunStatus.Canceled)));
        Assert.Null(Of(null));
    }

    [Fact]
    public async Task Story_OwnCodes_ComeFirstWithTheirTextAndThePlaceIsNamed()
    {
        var request = new TaskRequest { Prompt = "Buy", Engine = "skyvern-2.0", ErrorCodeMapping = new Dictionary<string, string> { ["SOLD_OUT"] = "nothing is left" } };
        var result = RunResult.Failed("All is sold.", FailureCategory.MaxSteps, new RunError(RunError.ReachMaxSteps, "All is sold."), new RunError("SOLD_OUT", "All is sold.", 0.9));
        var step = RunSample.Step(2, 1, 9, StepStatus.Failed);
        var facts = RunSample.Facts(result, request) with { Steps = [step], Artifacts = [RunSample.Artifact(ArtifactTypes.StepScreenshot, 2, step)] };
        var story = FailureStory.Of(facts, TimelineBuilder.Of(facts));

        var html = await Rendered.HtmlAsync<ErrorsTab>(new() { ["Story"] = story, ["RunId"] = facts.Run.Id, ["IsOpen"] = false });

        Assert.Equal([("SOLD_OUT", "nothing is left", true), (RunError.ReachMaxSteps, null, false)], story!.Codes.Select(code => (code.Code, code.Text, code.IsOwn)));
        Assert.Contains($"<a href=\"/tasks/{facts.Run.Id}/steps/3\">step 3</a>", html, StringComparison.Ordinal);
        Assert.Contains("https://shop.example/paper", html, StringComparison.Ordinal);
        Assert.Contains("src=\"/ui/artifacts/a_screenshot_llm_2\"", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, "cannot be taken back")]
    [InlineData(false, "can simply be run again")]
    public async Task Story_WorkflowRun_CountsWhatItsBlocksSentAndLeadsToTheBlockThatFailed(bool sent, string words)
    {
        var facts = RunSample.WorkflowFacts(RunResult.Failed("The block pay ended as failed.", FailureCategory.ElementNotFound));
        if (sent)
        {
            RunMarks.SetDidIrreversibleAction(facts.Blocks[0]);
        }

        var story = FailureStory.Of(facts, TimelineBuilder.Of(facts))!;
        var html = await Rendered.HtmlAsync<ErrorsTab>(new() { ["Story"] = story, ["RunId"] = facts.Run.Id, ["IsOpen"] = false });

        Assert.Equal(sent, story.Next[^1].Text.StartsWith("Before you run it again", StringComparison.Ordinal));
        Assert.Contains(words, story.Next[^1].Text, StringComparison.Ordinal);
        Assert.Contains($"In the block <a href=\"/tasks/{facts.Blocks[1].Id}\">pay</a>", html, StringComparison.Ordinal);
        Assert.Contains($"/tasks/{facts.Blocks[1].Id}", story.Next.Select(advice => advice.Link));
        Assert.DoesNotContain("/tasks/new", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Story_WorkflowRunWhoseLastBlockMetItsGoal_BlamesNoBlock()
    {
        var facts = RunSample.WorkflowFacts(RunResult.Failed("The server met an error of its own.", FailureCategory.Infrastructure));

        var story = FailureStory.Of(facts with { Blocks = [facts.Blocks[0]] }, TimelineBuilder.Of(facts))!;

        Assert.DoesNotContain(story.Next, advice => advice.Link?.Contains(facts.Blocks[0].Id, StringComparison.Ordinal) == true);
    }

    [Fact]
    public void Story_Block_LeadsToItsWorkflowRunWhichIsWhatCanBeRunAgain()
    {
        var workflow = RunSample.WorkflowFacts(RunResult.Failed("The block pay ended as failed.", FailureCategory.MaxSteps));
        var facts = workflow with { Run = workflow.Blocks[1], Request = workflow.Blocks[1].Request, Blocks = [] };

        var story = FailureStory.Of(facts, TimelineBuilder.Of(facts))!;

        Assert.DoesNotContain(story.Next, advice => advice.Link?.StartsWith("/tasks/new", StringComparison.Ordinal) == true);
        Assert.DoesNotContain(story.Next, advice => advice.Text.Contains("can simply be run again", StringComparison.Ordinal));
        Assert.Equal($"/tasks/{workflow.Run.Id}", story.Next[^1].Link);
    }

    private static FailureStory? Of(RunResult? result)
    {
        var facts = RunSample.Facts(result);
        return FailureStory.Of(facts, TimelineBuilder.Of(facts));
    }
}
