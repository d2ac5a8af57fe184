using System.Net;
using System.Text.Json;
using Skyvern.Server.Core.Artifacts;
using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.ServerTests.Endpoints;

[Collection(ApiTests.Name)]
public sealed class RunEndpointsTests(ApiServer api)
{
    private static readonly string[] GetPaths = ["/v1/runs/{0}", "/api/v1/runs/{0}", "/v1/run/tasks/{0}", "/api/v1/run/tasks/{0}/"];

    private static readonly string[] CancelPaths =
        ["/v1/runs/{0}/cancel", "/api/v1/runs/{0}/cancel", "/v1/run/tasks/{0}/cancel", "/api/v1/tasks/{0}/cancel/"];

    public static TheoryData<string> AllCancelPaths => [.. CancelPaths];

    [Fact]
    public async Task GetRun_CompletedWithFiles_AnswersLikeTheSampleOnEveryPath()
    {
        using var tenant = await api.NewTenantAsync();
        var runId = await tenant.StartRunAsync(File.ReadAllText(Samples.PathOf("create-full.json")));
        var story = await RunStory.TakeAsync(api.Server, runId);
        await story.AddStepAsync();
        await story.AddArtifactAsync(ArtifactTypes.ActionScreenshot, ".jpg", "first");
        await story.AddStepAsync();
        var newest = await story.AddArtifactAsync(ArtifactTypes.ActionScreenshot, ".jpg", "second");
        await story.AddArtifactAsync(ArtifactTypes.Download, ".pdf", "paper", "confirmation.pdf");
        await story.AddArtifactAsync(ArtifactTypes.Recording, ".mp4", "film");
        await story.EndAsync(new RunResult(RunStatus.Completed) { OutputJson = """{"order_number": "B-20417", "total": 37.0, "delivered": null}""" });

        foreach (var path in GetPaths)
        {
            var run = await tenant.Http.GetJsonAsync(string.Format(path, runId));
            Samples.AssertLike("run-completed.json", run);
            Assert.Equal(runId, run.GetProperty("run_id").GetString());
            Assert.Equal("37", run.GetProperty("output").GetProperty("total").GetRawText());
            Assert.Contains(newest.Id, run.GetProperty("screenshot_urls")[0].GetString());
        }

        Samples.AssertLike("task.json", await tenant.Http.GetJsonAsync($"/api/v1/tasks/{runId}"), mayBeNull: "webhook_failure_reason");
        Samples.AssertLike("task.json", (await tenant.Http.GetJsonAsync("/api/v1/tasks/"))[0], mayBeNull: "webhook_failure_reason");
        Samples.AssertLike("steps.json", await tenant.Http.GetJsonAsync($"/api/v1/tasks/{runId}/steps"));
        Samples.AssertLike("actions.json", await tenant.Http.GetJsonAsync($"/api/v1/tasks/{runId}/actions/"), mayBeNull: "confidence_float");
    }

    [Fact]
    public async Task GetRun_FailedRun_AnswersLikeTheSample()
    {
        using var tenant = await api.NewTenantAsync();
        var runId = await tenant.StartRunAsync("""{"prompt": "p", "url": "archive.example.com", "max_steps": 5, "error_code_mapping": {"NO_RESULT": "Finds nothing"}}""");
        var story = await RunStory.TakeAsync(api.Server, runId);
        await story.AddStepAsync();
        await story.AddArtifactAsync(ArtifactTypes.FinalScreenshot, ".jpg", "end");
        await story.AddArtifactAsync(ArtifactTypes.Recording, ".mp4", "film");
        await story.EndAsync(RunResult.Failed(
            "Max steps exceeded (5).", FailureCategory.MaxSteps, new RunError(RunError.ReachMaxSteps, "All used."), new RunError("NO_RESULT", "Empty.", 0.82)));

        var run = await tenant.Http.GetJsonAsync($"/v1/runs/{runId}");

        Samples.AssertLike("run-failed.json", run);
        var errors = run.GetProperty("errors");
        Assert.Equal("""["SYSTEM_DEFINED_ERROR","USER_DEFINED_ERROR"]""", JsonSerializer.Serialize(errors.EnumerateArray().Select(e => e.GetProperty("error_type").GetString())));
        Assert.False(errors[0].TryGetProperty("confidence_float", out _));
        Assert.Equal("https://archive.example.com/", run.GetProperty("run_request").GetProperty("url").GetString());
    }

    [Theory]
    [MemberData(nameof(AllCancelPaths))]
    public async Task CancelRun_EmptyPost_AnswersNullAndTheSecondTime400(string path)
    {
        using var tenant = await api.NewTenantAsync();
        var runId = await tenant.StartRunAsync();
        var story = await RunStory.TakeAsync(api.Server, runId);
        await story.AddStepAsync(StepStatus.Running);

        // The TypeScript client sends content-length 0 and no content type.
        using var first = await tenant.Http.PostAsync(string.Format(path, runId), new ByteArrayContent([]));
        using var second = await tenant.Http.PostAsync(string.Format(path, runId), content: null);

        Assert.Equal("null", await first.Content.ReadAsStringAsync());
        Assert.Equal("application/json", first.Content.Headers.ContentType?.MediaType);
        var refusal = await Answers.AssertErrorAsync(HttpStatusCode.BadRequest, second);
        Assert.Contains(runId, refusal);
        Assert.Contains("canceled", refusal);
        Samples.AssertLike("run-canceled.json", await tenant.Http.GetJsonAsync($"/v1/runs/{runId}"), mayBeNull: ["screenshot_urls", "url"]);
        Assert.Equal("canceled", (await tenant.Http.GetJsonAsync($"/api/v1/tasks/{runId}/steps"))[0].GetProperty("status").GetString());
    }

    [Fact]
    public async Task GetRun_OtherOrganization_LooksLikeAnUnknownRun()
    {
        using var owner = await api.NewTenantAsync();
        using var stranger = await api.NewTenantAsync();
        var runId = await owner.StartRunAsync();
        var story = await RunStory.TakeAsync(api.Server, runId);
        await story.AddStepAsync();
        var artifact = await story.AddArtifactAsync(ArtifactTypes.ActionScreenshot, ".jpg", "secret");

        foreach (var path in (string[])[.. GetPaths, "/api/v1/tasks/{0}", "/v1/runs/{0}/events"])
        {
            using var foreign = await stranger.Http.GetAsync(string.Format(path, runId));
            using var unknown = await stranger.Http.GetAsync(string.Format(path, "tsk_nobody"));
            Assert.Equal(
                (await Answers.AssertErrorAsync(HttpStatusCode.NotFound, unknown)).Replace("tsk_nobody", runId),
                await Answers.AssertErrorAsync(HttpStatusCode.NotFound, foreign));
        }

        foreach (var path in (string[])["/api/v1/tasks/{0}/steps", "/api/v1/tasks/{0}/actions", "/v1/runs/{0}/artifacts", "/v1/runs", "/api/v1/tasks"])
        {
            Assert.Equal(0, (await stranger.Http.GetJsonAsync(string.Format(path, runId))).GetArrayLength());
        }

        foreach (var path in CancelPaths)
        {
            using var cancel = await stranger.Http.PostAsync(string.Format(path, runId), content: null);
            await Answers.AssertErrorAsync(HttpStatusCode.NotFound, cancel);
        }

        using var content = await stranger.Http.GetAsync($"/v1/artifacts/{artifact.Id}/content");
        await Answers.AssertErrorAsync(HttpStatusCode.NotFound, content);
    }

    [Fact]
    public async Task ListRuns_Pages_CountAllMatchesInTheHeader()
    {
        using var tenant = await api.NewTenantAsync();
        var ids = new List<string>();
        for (var index = 0; index < 3; index++)
        {
            ids.Add(await tenant.StartRunAsync($$"""{"prompt": "number {{index}}", "title": "T{{index}}"}"""));
        }

        using var answer = await tenant.Http.GetAsync("/v1/runs/?page=2&page_size=2&status=queued&status=paused");

        Assert.Equal("3", answer.Headers.GetValues("x-total-count").Single());
        var row = Assert.Single((await Json.ReadAsync(answer)).EnumerateArray());
        Assert.Equal(ids[0], row.GetProperty("run_id").GetString());
        Assert.Equal(
            ["task_run_id", "run_id", "task_run_type", "status", "title", "started_at", "finished_at", "created_at",
                "workflow_permanent_id", "workflow_deleted", "script_run", "trigger_type"],
            row.EnumerateObject().Select(property => property.Name));
        Assert.Equal(1, (await tenant.Http.GetJsonAsync("/v1/runs?search_key=NUMBER+1")).GetArrayLength());
        Assert.Equal(0, (await tenant.Http.GetJsonAsync("/v1/runs?status=paused")).GetArrayLength());
        Assert.Equal(ids[0], (await tenant.Http.GetJsonAsync("/api/v1/tasks?order=asc&page_size=9999"))[0].GetProperty("task_id").GetString());
        Assert.Equal(0, (await tenant.Http.GetJsonAsync("/api/v1/tasks?task_status=running&task_status=failed")).GetArrayLength());
    }

    [Theory]
    [InlineData("/v1/runs?page=0&page_size=101&status=odd&search_key=ab", "greater_than_equal at query.page", "less_than_equal at query.page_size")]
    [InlineData("/v1/runs?page=x", "int_parsing at query.page")]
    [InlineData("/api/v1/tasks?page_size=0&order=up", "greater_than_equal at query.page_size", "enum at query.order")]
    [InlineData("/v1/runs/tsk_1/events?after=-1", "int_parsing at query.after")]
    public async Task List_BadQuery_TellsAllFaults(string path, params string[] faults)
    {
        using var answer = await api.Server.Http.GetAsync(path);

        var told = await Answers.AssertInvalidAsync(answer);
        Assert.All(faults, fault => Assert.Contains(fault, told));
    }

    [Fact]
    public async Task ListTasks_StandaloneAndOfAWorkflow_ExcludeEachOther()
    {
        using var answer = await api.Server.Http.GetAsync("/api/v1/tasks?only_standalone_tasks=true&workflow_run_id=wr_1");

        await Answers.AssertErrorAsync(HttpStatusCode.BadRequest, answer);
    }

    [Fact]
    public async Task ListEvents_After_GivesOnlyNewerOnes()
    {
        using var tenant = await api.NewTenantAsync();
        var runId = await tenant.StartRunAsync();
        var before = await tenant.Http.GetJsonAsync($"/v1/runs/{runId}/events");
        await RunStory.TakeAsync(api.Server, runId);

        var last = before[before.GetArrayLength() - 1].GetProperty("event_id").GetInt64();
        var newer = await tenant.Http.GetJsonAsync($"/v1/runs/{runId}/events?after={last}");

        Assert.Equal("run.queued", before[0].GetProperty("kind").GetString());
        Assert.Equal("run.running", Assert.Single(newer.EnumerateArray()).GetProperty("kind").GetString());
    }
}
