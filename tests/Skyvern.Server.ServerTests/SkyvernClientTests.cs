using System.Net;
using Skyvern.Client;
using Skyvern.Client.Contracts;
using Skyvern.Server.Core.Artifacts;
using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.ServerTests;

[Collection(ApiTests.Name)]
public sealed class SkyvernClientTests(ApiServer api)
{
    [Fact]
    public async Task WaitForCompletion_RunThatEnds_ReportsItsEventsAndReturnsTheResult()
    {
        using var tenant = await api.NewTenantAsync();
        using var client = new SkyvernClient(api.Server.Address, tenant.Key);
        var request = new RunTaskRequest { Prompt = "p", DataExtractionSchema = new System.Text.Json.Nodes.JsonObject { ["price"] = "number" } };
        var started = await client.RunTaskAsync(request, idempotencyKey: "k");
        var told = new List<string>();

        // Ends while the client waits: at its first look the run is still queued.
        var waiting = client.WaitForCompletionAsync(
            started.RunId, progress: new Listener(runEvent => told.Add(runEvent.Kind)), pollInterval: TimeSpan.FromMilliseconds(20));
        var story = await RunStory.TakeAsync(api.Server, started.RunId);
        await story.AddStepAsync();
        await story.AddArtifactAsync(ArtifactTypes.Download, ".txt", "content", "file.txt");
        await story.EndAsync(new RunResult(RunStatus.Completed) { OutputJson = """{"price": 5}""" });
        var run = await waiting;

        Assert.Equal(started.RunId, (await client.RunTaskAsync(request, idempotencyKey: "k")).RunId);
        Assert.Equal(("completed", 5), (run.Status, run.Output?.GetProperty("price").GetInt32()));
        Assert.Equal("run.queued", told[0]);
        Assert.Equal("run.completed", told[^1]);
        var step = Assert.Single(await client.GetStepsAsync(run.RunId));
        Assert.True(step.Output?.ActionsAndResults?[0].Results[0].Success);
        Assert.Single(await client.GetActionsAsync(run.RunId));
        Assert.Single(await client.GetArtifactsAsync(run.RunId, ArtifactTypes.Download));
        using var file = new MemoryStream();
        await client.DownloadAsync(run.DownloadedFiles![0].Url, file);
        Assert.Equal("content"u8.ToArray(), file.ToArray());
    }

    [Fact]
    public async Task WaitForCompletion_RunThatGoesOn_TimesOutAndLeavesIt()
    {
        var started = await api.Server.Client.RunTaskAsync(new RunTaskRequest { Prompt = "p" });

        await Assert.ThrowsAsync<TimeoutException>(() => api.Server.Client.WaitForCompletionAsync(started.RunId, timeout: TimeSpan.Zero));

        Assert.Equal("queued", (await api.Server.Client.GetRunAsync(started.RunId)).Status);
    }

    [Fact]
    public async Task CancelRun_Twice_ThrowsWithTheServersWords()
    {
        var started = await api.Server.Client.RunTaskAsync(new RunTaskRequest { Prompt = "p" });
        await api.Server.Client.CancelRunAsync(started.RunId);

        var refusal = await Assert.ThrowsAsync<SkyvernApiException>(() => api.Server.Client.CancelRunAsync(started.RunId));

        Assert.Equal(HttpStatusCode.BadRequest, refusal.Status);
        Assert.Contains("canceled", refusal.Detail);
        Assert.NotNull(refusal.TraceId);
    }

    [Fact]
    public async Task RunTask_WithoutPrompt_ThrowsWithThePlaceOfTheFault()
    {
        var refusal = await Assert.ThrowsAsync<SkyvernApiException>(() => api.Server.Client.RunTaskAsync(new RunTaskRequest()));

        Assert.Equal("body.prompt: This field is required", refusal.Detail);
    }

    private sealed class Listener(Action<RunEventResponse> told) : IProgress<RunEventResponse>
    {
        public void Report(RunEventResponse value) => told(value);
    }
}
