using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Testing;

namespace Skyvern.Server.ServerTests.Events;

[Collection(ApiTests.Name)]
public sealed class EventStreamTests(ApiServer api)
{
    [Fact]
    public async Task Stream_CutAndResumed_TellsWhatWasMissedOnceAndInOrder()
    {
        using var tenant = await api.NewTenantAsync();
        var runId = await tenant.StartRunAsync();
        var path = $"/v1/runs/{runId}/events/stream";
        string lastId;
        await using (var first = await EventFeed.OpenAsync(tenant.Http, path))
        {
            Assert.Equal("run.queued", (await first.NextAsync())?.Kind);
            Assert.NotNull(await api.Runs.ClaimAsync(runId, default));
            var told = await first.NextAsync();
            Assert.Equal("run.running", told?.Kind);
            lastId = told!.Id!;
        }

        await NoteAsync(tenant, runId, "missed 1");
        await NoteAsync(tenant, runId, "missed 2");
        await using var second = await EventFeed.OpenAsync(tenant.Http, path, lastId);
        Assert.Equal("missed 1", await MessageAsync(second));
        Assert.Equal("missed 2", await MessageAsync(second));
        await NoteAsync(tenant, runId, "while it is open");
        Assert.Equal("while it is open", await MessageAsync(second));
        using var canceled = await tenant.Http.PostAsync($"/v1/runs/{runId}/cancel", content: null);

        Assert.Equal("run.canceled", (await second.NextAsync())?.Kind);
        var end = await second.NextAsync();
        Assert.Equal(("end", "canceled"), (end?.Type, end?.Data.GetProperty("status").GetString()));
        Assert.Null(await second.NextAsync());
    }

    [Fact]
    public async Task Stream_EndedRunBehindItsLastEvent_OnlySaysThatItIsOver()
    {
        using var tenant = await api.NewTenantAsync();
        var runId = await tenant.StartRunAsync();
        using var canceled = await tenant.Http.PostAsync($"/v1/runs/{runId}/cancel", content: null);

        await using var feed = await EventFeed.OpenAsync(tenant.Http, $"/v1/runs/{runId}/events/stream", "9000000000");

        Assert.Equal("end", (await feed.NextAsync())?.Type);
        Assert.Null(await feed.NextAsync());
    }

    [Fact]
    public async Task Stream_AnotherOrganizationsRun_IsNotFound()
    {
        using var owner = await api.NewTenantAsync();
        using var tenant = await api.NewTenantAsync();
        using var visitor = await Person.LogInAsync(api.Server, tenant.Key);
        var runId = await owner.StartRunAsync();

        using var program = await tenant.Http.GetAsync($"/v1/runs/{runId}/events/stream");
        using var page = await visitor.Http.GetAsync($"/ui/runs/{runId}/events");
        using var withKeyAlone = await owner.Http.GetAsync($"/ui/runs/{runId}/events");

        Assert.Equal(
            [HttpStatusCode.NotFound, HttpStatusCode.NotFound, HttpStatusCode.Unauthorized],
            [program.StatusCode, page.StatusCode, withKeyAlone.StatusCode]);
    }

    [Fact]
    public async Task Stream_PageOfAnotherSite_IsRefused()
    {
        using var tenant = await api.NewTenantAsync();
        using var visitor = await Person.LogInAsync(api.Server, tenant.Key);
        visitor.Http.DefaultRequestHeaders.Add("Origin", "https://elsewhere.example");

        using var answer = await visitor.Http.GetAsync("/ui/runs/events");

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task Stream_OfAllRuns_NamesThoseOfTheOrganizationAlone()
    {
        using var other = await api.NewTenantAsync();
        using var tenant = await api.NewTenantAsync();
        using var visitor = await Person.LogInAsync(api.Server, tenant.Key);
        await using var feed = await EventFeed.OpenAsync(visitor.Http, "/ui/runs/events");
        Assert.Equal(0, (await feed.NextAsync())?.Data.GetProperty("run_ids").GetArrayLength());

        await other.StartRunAsync();
        var runId = await tenant.StartRunAsync();

        Assert.Equal([runId], (await feed.NextAsync())!.Data.GetProperty("run_ids").EnumerateArray().Select(id => id.GetString()));
    }

    private static async Task<string?> MessageAsync(EventFeed feed) => (await feed.NextAsync())?.Data.GetProperty("message").GetString();

    private async Task NoteAsync(Tenant tenant, string runId, string message)
    {
        var run = (await api.Runs.FindAsync(tenant.OrganizationId, runId, default))!;
        var note = new RunEvent { RunId = runId, OrganizationId = run.OrganizationId, Kind = "run.notice", Message = message, At = TimeProvider.System.GetUtcNow() };
        Assert.True(await api.Server.Services.GetRequiredService<IRunJournal>().AddEventAsync(new RunClaim(run, run.Attempt, 0), note, default));
    }
}
