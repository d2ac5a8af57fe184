using System.Text;
using Skyvern.Server.Core.Actions;
using Skyvern.Server.Testing;

namespace Skyvern.Server.ServerTests.Storage;

/// <summary>A run gives a site a file that was uploaded to this server, whose own address it may not reach.</summary>
public sealed class StoredFileRunTests
{
    [Fact]
    public async Task Run_FileUploadedBefore_ReachesTheSiteThoughTheServersOwnAddressIsRefused()
    {
        await using var site = await FixtureSite.StartAsync();
        site.Page(
            "/", "<input type=\"file\" aria-label=\"CV\" onchange=\"this.files[0].text().then(t => fetch('/got', { method: 'POST', body: this.files[0].name + ': ' + t }))\">");
        var planner = ScriptedPlanner.From(context => context.StepNumber == 1
            ? ScriptedPlanner.Plan(new UploadAction(context.Observation.Elements.First(element => element.Name == "CV").Ref, context.Files.Single()))
            : ScriptedPlanner.GiveUp(DoneStatus.Failed, "The rest is not of this test."));
        await using var server = await ServerFactory.StartAsync(
            new Dictionary<string, string?> { ["Network:AllowedHosts"] = $"127.0.0.1:{site.Port}" }, planner: planner);
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Encoding.UTF8.GetBytes("content of the cv")), "file", "my cv.txt" } };
        using var uploaded = await server.Http.PostAsync("/v1/upload_file", form);
        var address = (await Json.ReadAsync(uploaded)).GetProperty("presigned_url").GetString();

        using var started = await server.Http.PostAsync("/api/v1/tasks", Json.Body($$"""
            {"url": "{{site.Address()}}", "navigation_goal": "Apply for the job", "navigation_payload": {"cv": "{{address}}"} }
            """));
        var runId = (await Json.ReadAsync(started)).GetProperty("task_id").GetString()!;
        await server.WaitForAsync(runId, run => run.FinishedAt is not null);

        await Eventually.TrueAsync(() => site.Requests.Any(request => request.Contains("my cv.txt: content of the cv", StringComparison.Ordinal)));
        Assert.All(planner.Asked, asked => Assert.DoesNotContain("sig=", asked.Goal, StringComparison.Ordinal));
    }
}
