using Skyvern.Server.Core.Actions;
using Skyvern.Server.Core.Artifacts;
using Skyvern.Server.Core.Engine;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Testing;

namespace Skyvern.Server.UnitTests.Engine;

public sealed class ArtifactRecorderTests
{
    [Fact]
    public async Task Run_AnyStep_LeavesPicturesTextsAndConsole()
    {
        await using var bench = new EngineBench(
            ScriptedPlanner.Of(
                ScriptedPlanner.Plan(new ClickAction("e1")) with { Exchange = new PlannerExchange("the prompt", "the reply") },
                ScriptedPlanner.Done()),
            session => session.ConsoleLog = "log: hello\n");

        await bench.RunAsync();

        var types = bench.Journal.Artifacts.Select(artifact => artifact.Type).ToList();
        Assert.Equal(2, types.Count(type => type == ArtifactTypes.StepScreenshot));
        Assert.Single(types, ArtifactTypes.ActionScreenshot);
        Assert.Single(types, ArtifactTypes.FinalScreenshot);
        Assert.Single(types, ArtifactTypes.Prompt);
        Assert.Single(types, ArtifactTypes.Reply);
        Assert.Contains(ArtifactTypes.ParsedReply, types);
        Assert.Contains(ArtifactTypes.Observation, types);
        Assert.Single(types, ArtifactTypes.ConsoleLog);
        var picture = bench.Journal.Artifacts.Single(artifact => artifact.Type == ArtifactTypes.ActionScreenshot);
        Assert.Equal(bench.Journal.Actions[0].ScreenshotArtifactId, picture.Id);
        Assert.Equal($"o_1/{picture.RunId}/{picture.Id}.jpg", picture.StorageKey);
        Assert.True(bench.Files.Files.ContainsKey(picture.StorageKey));
    }

    [Fact]
    public async Task Run_NoPicturesAndAFullDisk_CompletesAllTheSame()
    {
        await using var bench = new EngineBench(ScriptedPlanner.Of(ScriptedPlanner.Plan(new ClickAction("e1")), ScriptedPlanner.Done()), session => session.Picture = null);
        bench.Files.Fault = new IOException("No space left on device");

        Assert.Equal(RunStatus.Completed, (await bench.RunAsync()).Status);
    }

    [Theory]
    [InlineData(null, new int[0])]
    [InlineData(0, new int[0])]
    [InlineData(3, new[] { 3, 3 })]
    public async Task Run_ScreenshotScrolls_MakeThePicturesOfActionsAndEndTaller(int? scrolls, int[] asked)
    {
        await using var bench = new EngineBench(ScriptedPlanner.Of(ScriptedPlanner.Plan(new ClickAction("e1")), ScriptedPlanner.Done()));

        await bench.RunAsync(EngineBench.Request() with { MaxScreenshotScrolls = scrolls });

        Assert.Equal(asked, bench.Browsers.Last.TallPictures);
    }
}
