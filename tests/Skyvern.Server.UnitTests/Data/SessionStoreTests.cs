using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Skyvern.Server.Core.Artifacts;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Core.Sessions;
using Skyvern.Server.Data;

namespace Skyvern.Server.UnitTests.Data;

public sealed class SessionStoreTests
{
    [Theory, BothDatabases]
    public async Task Find_Session_IsAsItWasStored(DatabaseProvider provider)
    {
        await using var store = await StoreFixture.OpenAsync(provider);
        var request = new SessionRequest { Url = "https://a.example/", TimeoutMinutes = 7, ProxyLocation = JsonElement.Parse("\"NONE\""), Extensions = ["ad-blocker"] };
        var session = await AddAsync(store, request);

        var found = await Sessions(store).FindAsync("o_1", session.Id, default);

        Assert.Equal((SessionStatus.Created, "node", store.Clock.GetUtcNow()), (found!.Status, found.NodeId, found.CreatedAt));
        Assert.Equal((request.Url, 7, "NONE", "ad-blocker"), (found.Request.Url, found.Request.TimeoutMinutes, found.Request.ProxyLocation!.Value.GetString(), found.Request.Extensions![0]));
        Assert.Null(await Sessions(store).FindAsync("o_2", session.Id, default));
    }

    [Theory, BothDatabases]
    public async Task Change_TwoEndsAtTheSameMoment_OneCounts(DatabaseProvider provider)
    {
        await using var store = await StoreFixture.OpenAsync(provider);
        var session = await AddAsync(store);

        var ends = await Task.WhenAll(EndAsync(SessionStatus.Timeout), EndAsync(SessionStatus.Completed), EndAsync(SessionStatus.Failed));

        Assert.Single(ends, ended => ended == true);
        Assert.Null(await Sessions(store).ChangeAsync("pbs_unknown", _ => true, default));

        Task<bool?> EndAsync(SessionStatus status) => Sessions(store).ChangeAsync(session.Id, it => it.TryEnd(status, null, store.Clock.GetUtcNow()), default);
    }

    [Theory, BothDatabases]
    public async Task Lists_OpenAndEnded_NewestFirstAndOfOneOrganization(DatabaseProvider provider)
    {
        await using var store = await StoreFixture.OpenAsync(provider);
        await store.AddOrganizationAsync("o_2");
        await AddAsync(store, organizationId: "o_2");
        var first = await AddAsync(store);
        var second = await AddAsync(store);
        var third = await AddAsync(store);
        await Sessions(store).ChangeAsync(second.Id, session => session.TryEnd(SessionStatus.Completed, null, store.Clock.GetUtcNow()), default);

        var active = await Sessions(store).ListActiveAsync("o_1", default);
        var page = await Sessions(store).ListAsync("o_1", page: 2, pageSize: 2, default);

        Assert.Equal([third.Id, first.Id], active.Select(session => session.Id));
        Assert.Equal([first.Id], page.Items.Select(session => session.Id));
        Assert.Equal(3, page.TotalCount);
        Assert.Empty((await Sessions(store).ListAsync("o_1", page: int.MaxValue, pageSize: 100, default)).Items);
    }

    [Theory, BothDatabases]
    public async Task ListSilentAndOfNode_OpenAndEnded_OnlyOpenOnes(DatabaseProvider provider)
    {
        await using var store = await StoreFixture.OpenAsync(provider);
        var silent = await AddAsync(store);
        var ended = await AddAsync(store);
        await Sessions(store).ChangeAsync(ended.Id, session => session.TryEnd(SessionStatus.Completed, null, store.Clock.GetUtcNow()), default);
        store.Clock.Advance(TimeSpan.FromMinutes(2));
        var fresh = await AddAsync(store);

        Assert.Equal([silent.Id], await Sessions(store).ListSilentAsync(store.Clock.GetUtcNow().AddMinutes(-1), default));
        Assert.Equal(new[] { silent.Id, fresh.Id }.Order(), (await Sessions(store).ListOfNodeAsync("node", default)).Order());
        Assert.Empty(await Sessions(store).ListOfNodeAsync("other", default));
    }

    [Theory, BothDatabases]
    public async Task ListFiles_OfTheSessionAndItsRuns_DownloadsAndRecordingsOnly(DatabaseProvider provider)
    {
        await using var store = await StoreFixture.OpenAsync(provider);
        var session = await AddAsync(store);
        var run = await store.CreateAsync(new TaskRequest { Prompt = "p", Engine = "skyvern-2.0", BrowserSessionId = session.Id });
        var claim = (await store.Runs.ClaimAsync(run.Id, default))!;
        await Sessions(store).AddFileAsync(NewFile(null), default);
        await store.Journal.AddArtifactAsync(claim, NewFile(run.Id), default);
        await store.Journal.AddArtifactAsync(claim, NewFile(run.Id, ArtifactTypes.ConsoleLog), default);

        var files = (await Sessions(store).ListFilesAsync("o_1", [session.Id], default))[session.Id];

        Assert.Equal([null, run.Id], files.Select(file => file.RunId));
        Assert.Empty(await Sessions(store).ListFilesAsync("o_2", [session.Id], default));

        Artifact NewFile(string? runId, string type = ArtifactTypes.Download)
        {
            store.Clock.Advance(TimeSpan.FromMilliseconds(1));
            return new()
            {
                Id = RunIds.Artifact(store.Clock.GetUtcNow()), OrganizationId = "o_1", RunId = runId, BrowserSessionId = session.Id, Type = type,
                StorageKey = "k", Size = 1, Checksum = "00", CreatedAt = store.Clock.GetUtcNow(),
            };
        }
    }

    [Theory, BothDatabases]
    public async Task CreateRun_SessionInUse_SaysWhatItWaitsFor(DatabaseProvider provider)
    {
        await using var store = await StoreFixture.OpenAsync(provider);
        var request = new TaskRequest { Prompt = "p", Engine = "skyvern-2.0", BrowserSessionId = "pbs_1" };
        var first = await store.CreateAsync(request);
        store.Clock.Advance(TimeSpan.FromMilliseconds(1));
        var second = await store.CreateAsync(request);

        Assert.Equal("The run waits in the queue.", await MessageAsync(first.Id));
        Assert.Equal($"The run waits for browser session pbs_1, which run {first.Id} uses.", await MessageAsync(second.Id));

        async Task<string> MessageAsync(string runId) => (await store.Reader.ListEventsAsync("o_1", runId, 0, default))[0].Message;
    }

    private static ISessionStore Sessions(StoreFixture store) => store.Services.GetRequiredService<ISessionStore>();

    private static async Task<BrowserSession> AddAsync(StoreFixture store, SessionRequest? request = null, string organizationId = "o_1")
    {
        store.Clock.Advance(TimeSpan.FromMilliseconds(1));
        var session = BrowserSession.Create(new NewSession(organizationId, request ?? new()), "node", store.Clock.GetUtcNow());
        await Sessions(store).AddAsync(session, default);
        return session;
    }
}
