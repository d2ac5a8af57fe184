using System.Reflection;
using Skyvern.Server.Core.Artifacts;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Pages.Parts.Runs;
using Skyvern.Server.Pages.Runs;

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

    private static FailureStory? Of(RunResult? result)
    {
        var facts = RunSample.Facts(result);
        return FailureStory.Of(facts, TimelineBuilder.Of(facts));
    }
}
