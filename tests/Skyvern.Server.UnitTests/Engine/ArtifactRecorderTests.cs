using Skyvern.Server.Core.Actions;
using Skyvern.Server.Core.Artifacts;
using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Core.Engine;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Testing;

namespace Skyvern.Server.UnitTests.Engine;

public sealed class ArtifactRecorderTests
{
    /// <summary>What Linux says of a full disk.</summary>
    private const int NoSpace = 28;

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
    [InlineData(NoSpace, "the server's disk is full")]
    [InlineData(0, "the server's artifact storage does not take it")]
    public async Task Run_StoreTakesNothing_IsToldOnceWithoutPaths(int code, string words)
    {
        await using var bench = new EngineBench(ScriptedPlanner.Of(ScriptedPlanner.Plan(new ClickAction("e1")), ScriptedPlanner.Done()));
        bench.Files.Fault = new IOException("No space left on device : '/srv/data/artifacts/x'", code);

        await bench.RunAsync();

        var told = Assert.Single(bench.Journal.Events, e => e.Kind == "run.notice");
        Assert.Equal($"Pictures and texts of the run are missing: {words}. The run goes on without them.", told.Message);
        Assert.Empty(bench.Journal.Artifacts);
    }

    [Fact]
    public async Task Run_DownloadOnAFullDisk_FailsAndSaysWhy()
    {
        using var folder = new TempFolder();
        await File.WriteAllTextAsync(folder["x"], "%PDF");
        await using var bench = new EngineBench(
            ScriptedPlanner.Of(ScriptedPlanner.Plan(new ClickAction("e1")), ScriptedPlanner.Done(), ScriptedPlanner.Done()),
            session => session.OnPerform = (it, action) =>
            {
                if (action is not ClickAction)
                {
                    return null;
                }

                it.EndDownload(new BrowserDownload("invoice.pdf", folder["x"], "https://shop.example/invoice.pdf"));
                return new ActionResult(ActionCode.Download) { Downloads = ["invoice.pdf"] };
            });
        bench.Files.Fault = new IOException("No space left on device", NoSpace);

        var result = await bench.RunAsync();

        Assert.Equal(
            (RunStatus.Failed, "The download of invoice.pdf failed: the file came, but the server's disk is full."), (result.Status, result.FailureReason));
        Assert.Contains(bench.Journal.Events, e => e.Message == "The file invoice.pdf came, but could not be kept: the server's disk is full.");
    }

    [Fact]
    public async Task Run_DiskThatIsFullForAWhile_KeepsTheFileOnTheNextTry()
    {
        using var folder = new TempFolder();
        await File.WriteAllTextAsync(folder["x"], "%PDF");
        await using var bench = new EngineBench(
            ScriptedPlanner.Of(ScriptedPlanner.Plan(new ClickAction("e1")), ScriptedPlanner.Plan(new ClickAction("e1")), ScriptedPlanner.Done()));
        bench.Files.Fault = new IOException("No space left on device", NoSpace);
        bench.Browsers.OnOpened = session => session.OnPerform = (it, action) =>
        {
            if (action is not ClickAction)
            {
                return null;
            }

            bench.Files.Fault = it.Performed.Count(done => done is ClickAction) > 1 ? null : bench.Files.Fault;
            it.EndDownload(new BrowserDownload("invoice.pdf", folder["x"], "https://shop.example/invoice.pdf"));
            return new ActionResult(ActionCode.Download) { Downloads = ["invoice.pdf"] };
        };

        Assert.Equal(RunStatus.Completed, (await bench.RunAsync()).Status);
        Assert.Single(bench.Journal.Artifacts, artifact => artifact.Type == ArtifactTypes.Download);
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
