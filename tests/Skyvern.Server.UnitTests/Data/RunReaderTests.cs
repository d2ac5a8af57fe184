using Skyvern.Server.Core.Runs;
using Skyvern.Server.Data;

namespace Skyvern.Server.UnitTests.Data;

public sealed class RunReaderTests
{
    private static readonly RunFilter All = new() { OrganizationId = StoreFixture.OrganizationId };

    [Theory, BothDatabases]
    public async Task List_Pages_HoldEveryRunOnceNewestFirst(DatabaseProvider provider)
    {
        await using var store = await StoreFixture.OpenAsync(provider);
        for (var i = 0; i < 7; i++)
        {
            await store.CreateAsync(); // two runs a millisecond: ties too
            store.Clock.Advance(TimeSpan.FromMilliseconds(i % 2));
        }

        var pages = new List<Page<TaskRun>>();
        for (var page = 1; page <= 4; page++)
        {
            pages.Add(await store.Reader.ListAsync(All with { Page = page, PageSize = 3 }, default));
        }

        Assert.Equal([3, 3, 1, 0], pages.Select(page => page.Items.Count));
        Assert.All(pages, page => Assert.Equal(7, page.TotalCount));
        var runs = pages.SelectMany(page => page.Items).ToList();
        Assert.Equal(7, runs.DistinctBy(run => run.Id).Count());
        Assert.Equal(runs.OrderByDescending(run => run.CreatedAt).Select(run => run.CreatedAt), runs.Select(run => run.CreatedAt));
        Assert.Empty((await store.Reader.ListAsync(All with { Page = int.MaxValue, PageSize = 1000 }, default)).Items);
    }

    [Theory, BothDatabases]
    public async Task List_ByStatusAndType_ShowsAnyOfThem(DatabaseProvider provider)
    {
        await using var store = await StoreFixture.OpenAsync(provider);
        var queued = await store.CreateAsync();
        store.Clock.Advance(TimeSpan.FromMilliseconds(1));
        var running = await store.ClaimNewAsync();
        var old = await store.CreateAsync(new TaskRequest { Prompt = "p", Engine = "skyvern-1.0" });
        await store.Runs.CancelAsync(StoreFixture.OrganizationId, old.Id, default);

        Assert.Equal([queued.Id, old.Id], await IdsAsync(store, All with { Ascending = true, Statuses = [RunStatus.Queued, RunStatus.Canceled] }));
        Assert.Equal([old.Id], await IdsAsync(store, All with { RunTypes = ["task_v1"] }));
        Assert.Equal([running.RunId], await IdsAsync(store, All with { RunTypes = ["task_v1", "task_v2"], Statuses = [RunStatus.Running] }));
        Assert.Empty(await IdsAsync(store, All with { Statuses = [RunStatus.TimedOut] }));
    }

    [Theory, BothDatabases]
    public async Task List_Sorted_FollowsTheTimeAndDirectionAskedFor(DatabaseProvider provider)
    {
        await using var store = await StoreFixture.OpenAsync(provider);
        var first = await store.CreateAsync();
        store.Clock.Advance(TimeSpan.FromSeconds(1));
        var second = await store.CreateAsync();
        store.Clock.Advance(TimeSpan.FromSeconds(1));
        await store.Runs.ClaimAsync(first.Id, default);

        Assert.Equal([second.Id, first.Id], await IdsAsync(store, All));
        Assert.Equal([first.Id, second.Id], await IdsAsync(store, All with { Ascending = true }));
        Assert.Equal([first.Id, second.Id], await IdsAsync(store, All with { ByModified = true }));
        Assert.Equal([second.Id, first.Id], await IdsAsync(store, All with { ByModified = true, Ascending = true }));
    }

    [Theory, BothDatabases]
    public async Task List_Search_FindsTitleUrlIdAndPromptInAnyCase(DatabaseProvider provider)
    {
        await using var store = await StoreFixture.OpenAsync(provider);
        var titled = await store.CreateAsync(new TaskRequest { Prompt = "a", Engine = "e", Title = "Weekly ÄPFEL report" });
        var addressed = await store.CreateAsync(new TaskRequest { Prompt = "b", Engine = "e", Url = "https://Shop.example/50%_off" });
        var prompted = await store.CreateAsync(new TaskRequest { Prompt = "Find ÖFFNUNGSZEITEN", Engine = "e" });

        Assert.Equal([titled.Id], await SearchAsync("äpfel"));
        Assert.Equal([addressed.Id], await SearchAsync("SHOP.EXAMPLE"));
        Assert.Equal([addressed.Id], await SearchAsync("50%_o"));
        Assert.Equal([prompted.Id], await SearchAsync("öffnungs"));
        Assert.Equal([prompted.Id], await SearchAsync(prompted.Id[^12..]));
        Assert.Empty(await SearchAsync("%%%"));
        Assert.Empty(await SearchAsync("b\\"));

        Task<IEnumerable<string>> SearchAsync(string text) => IdsAsync(store, All with { Search = text });
    }

    [Theory, BothDatabases]
    public async Task Count_OfWhatASearchFinds_IsByStatusWhateverStatusIsAskedFor(DatabaseProvider provider)
    {
        await using var store = await StoreFixture.OpenAsync(provider);
        var canceled = await store.CreateAsync(new TaskRequest { Prompt = "Find apples", Engine = "e" });
        await store.CreateAsync(new TaskRequest { Prompt = "Find more apples", Engine = "e", BrowserSessionId = "pbs_1" });
        await store.CreateAsync(new TaskRequest { Prompt = "Find pears", Engine = "e" });
        await store.Runs.CancelAsync(StoreFixture.OrganizationId, canceled.Id, default);

        Assert.Equal([(RunStatus.Queued, 2), (RunStatus.Canceled, 1)], await CountAsync(All));
        Assert.Equal([(RunStatus.Queued, 1), (RunStatus.Canceled, 1)], await CountAsync(All with { Search = "apples", Statuses = [RunStatus.Failed], Page = 7 }));
        Assert.Equal([(RunStatus.Queued, 1)], await CountAsync(All with { BrowserSessionId = "pbs_1" }));
        Assert.Empty(await CountAsync(All with { OrganizationId = "o_2" }));

        async Task<IEnumerable<(RunStatus, int)>> CountAsync(RunFilter filter) =>
            (await store.Reader.CountAsync(filter, default)).OrderBy(count => count.Key).Select(count => (count.Key, count.Value));
    }

    [Theory, BothDatabases]
    public async Task ListArtifacts_OfRunsAndTypes_OldestFirst(DatabaseProvider provider)
    {
        await using var store = await StoreFixture.OpenAsync(provider);
        var (one, two) = (await store.ClaimNewAsync(), await store.ClaimNewAsync());
        foreach (var (claim, type) in new[] { (one, "screenshot_llm"), (two, "download"), (one, "download"), (one, "screenshot_final") })
        {
            Assert.True(await store.Journal.AddArtifactAsync(claim, store.NewArtifact(claim, type), default));
            store.Clock.Advance(TimeSpan.FromMilliseconds(1));
        }

        var ofOne = await store.Reader.ListArtifactsAsync(StoreFixture.OrganizationId, one.RunId, [], default);
        Assert.Equal(["screenshot_llm", "download", "screenshot_final"], ofOne.Select(artifact => artifact.Type));
        Assert.Equal(5_000_000_000, ofOne[0].Size);
        Assert.Equal(ofOne[1].Id, (await store.Reader.FindArtifactAsync(ofOne[1].Id, default))!.Id);
        Assert.Null(await store.Reader.FindArtifactAsync("a_unknown", default));
        var ofBoth = await store.Reader.ListArtifactsAsync(
            StoreFixture.OrganizationId, [one.RunId, two.RunId], ["download", "screenshot_final"], default);
        Assert.Equal(["download", "screenshot_final"], ofBoth[one.RunId].Select(artifact => artifact.Type));
        Assert.Single(ofBoth[two.RunId]);
        Assert.Empty(ofBoth["tsk_unknown"]);
    }

    [Theory, BothDatabases]
    public async Task ListEvents_AfterAnId_ShowsOnlyLaterOnesInOrder(DatabaseProvider provider)
    {
        await using var store = await StoreFixture.OpenAsync(provider);
        var claim = await store.ClaimNewAsync();
        var seen = await store.Reader.ListEventsAsync(StoreFixture.OrganizationId, claim.RunId, 0, default);

        await store.Journal.FinishAsync(claim, new RunResult(RunStatus.Completed), default);

        var later = await store.Reader.ListEventsAsync(StoreFixture.OrganizationId, claim.RunId, seen[^1].Id, default);
        Assert.Equal("run.completed", Assert.Single(later).Kind);
        Assert.True(later[0].Id > seen[^1].Id);
    }

    private static async Task<IEnumerable<string>> IdsAsync(StoreFixture store, RunFilter filter) =>
        (await store.Reader.ListAsync(filter, default)).Items.Select(run => run.Id);
}
