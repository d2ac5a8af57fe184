using System.Net;
using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.ServerTests.Endpoints;

[Collection(ApiTests.Name)]
public sealed class TimelineTests(ApiServer api)
{
    [Fact]
    public async Task GetTimeline_FinishedRun_IsOneBlockWithItsActionsNewestFirst()
    {
        using var tenant = await api.NewTenantAsync();
        using var stranger = await api.NewTenantAsync();
        var runId = await tenant.StartRunAsync("""{"prompt": "Look", "url": "https://shop.example.com/"}""");
        var story = await RunStory.TakeAsync(api.Server, runId);
        await story.AddStepAsync();
        await story.AddStepAsync();
        await story.EndAsync(new RunResult(RunStatus.Completed) { OutputJson = """{"n":1}""" });

        var timeline = await tenant.Http.GetJsonAsync($"/v1/runs/{runId}/timeline");
        using var foreign = await stranger.Http.GetAsync($"/v1/runs/{runId}/timeline");

        var block = timeline[0].GetProperty("block");
        Assert.Equal(("block", 1), (timeline[0].GetProperty("type").GetString(), timeline.GetArrayLength()));
        Assert.Equal(("task", runId, "completed"), (block.GetProperty("block_type").GetString(), block.GetProperty("task_id").GetString(), block.GetProperty("status").GetString()));
        Assert.Equal([1, 0], block.GetProperty("actions").EnumerateArray().Select(action => action.GetProperty("step_order").GetInt32()));
        Assert.Equal("https://shop.example.com/office", block.GetProperty("final_url").GetString());
        Assert.Equal(1, block.GetProperty("output").GetProperty("n").GetInt32());
        await Answers.AssertErrorAsync(HttpStatusCode.NotFound, foreign);
    }

    [Fact]
    public async Task ListRuns_FirstGenerationPath_AnswersTaskObjects()
    {
        using var tenant = await api.NewTenantAsync();
        var older = await tenant.StartRunAsync();
        var newer = await tenant.StartRunAsync();

        using var answer = await tenant.Http.GetAsync("/api/v1/runs?page_size=1");

        Assert.Equal("2", answer.Headers.GetValues("x-total-count").Single());
        Assert.Equal(newer, (await Json.ReadAsync(answer))[0].GetProperty("task_id").GetString());
    }
}
