using Skyvern.Server.Core.Actions;
using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Core.Sessions;
using Skyvern.Server.Testing;

namespace Skyvern.Server.UnitTests.Sessions;

public sealed class SessionServiceTests
{
    [Fact]
    public async Task Create_WithAddress_RunsAtThatPage()
    {
        await using var rig = await SessionRig.StartAsync();

        var session = await rig.CreateAsync(new SessionRequest { Url = "https://a.example/" });

        Assert.Equal((SessionStatus.Running, rig.Clock.GetUtcNow(), null), (session.Status, session.StartedAt, session.Warning));
        Assert.Equal([new GoToAction("https://a.example/")], rig.Pool.Last.Performed);
        Assert.Same(rig.Pool.Last, rig.Held.Find(session.Id)!.Browser);
        Assert.True(Assert.Single(rig.Pool.Requests).OpensDevTools);
    }

    [Fact]
    public async Task Create_AddressThatDoesNotOpen_RunsAndSaysSo()
    {
        await using var rig = await SessionRig.StartAsync();
        rig.Pool.OnOpened = browser => browser.OnPerform = (_, _) => new ActionResult(ActionCode.Failed, "a.example did not answer.");

        var session = await rig.CreateAsync(new SessionRequest { Url = "https://a.example/" });

        Assert.Equal(SessionStatus.Running, session.Status);
        Assert.Equal("The address in url could not be opened: a.example did not answer.", session.Warning);
    }

    [Fact]
    public async Task Create_NoBrowserStarts_FailsWithTheReasonAndTakesNoPlace()
    {
        await using var rig = await SessionRig.StartAsync(most: 1);
        rig.Pool.Refusal = new BrowserLostException("No browser could be started: install one.");

        var session = await rig.CreateAsync();

        Assert.Equal((SessionStatus.Failed, "No browser could be started: install one."), (session.Status, session.FailureReason));
        rig.Pool.Refusal = null;
        Assert.Equal(SessionStatus.Running, (await rig.CreateAsync()).Status);
    }

    [Fact]
    public async Task Create_MoreThanAllowed_IsRefusedUntilOneCloses()
    {
        await using var rig = await SessionRig.StartAsync(most: 1);
        var first = await rig.CreateAsync();

        Assert.Null(await rig.Service.CreateAsync(new NewSession("o_1", new()), default));

        await rig.Service.CloseAsync("o_1", first.Id, default);
        Assert.NotNull(await rig.Service.CreateAsync(new NewSession("o_1", new()), default));
    }

    [Fact]
    public async Task Close_OpenSession_ClosesItsBrowserOnce()
    {
        await using var rig = await SessionRig.StartAsync();
        var session = await rig.CreateAsync();

        Assert.True(await rig.Service.CloseAsync("o_1", session.Id, default));
        Assert.False(await rig.Service.CloseAsync("o_1", session.Id, default));
        Assert.Null(await rig.Service.CloseAsync("o_2", session.Id, default));

        Assert.True(rig.Pool.Last.IsDisposed);
        Assert.Equal((SessionStatus.Completed, null), ((await rig.ReadAsync(session)).Status, rig.Held.Find(session.Id)));
        Assert.False(await rig.Service.KeepProfileAsync("o_1", session.Id, wanted: true, default));
    }

    [Fact]
    public async Task IsUsable_BrowserDied_FailsTheSession()
    {
        await using var rig = await SessionRig.StartAsync();
        var session = await rig.CreateAsync();
        Assert.True(await rig.Service.IsUsableAsync("o_1", session.Id, default));
        Assert.False(await rig.Service.IsUsableAsync("o_2", session.Id, default));

        rig.Pool.Last.IsAlive = false;

        Assert.False(await rig.Service.IsUsableAsync("o_1", session.Id, default));
        Assert.Equal(SessionStatus.Failed, (await rig.ReadAsync(session)).Status);
    }

    [Fact]
    public async Task Lend_Run_IsShownInTheSessionAndFindsNoEarlierFiles()
    {
        await using var rig = await SessionRig.StartAsync();
        using var folder = new TempFolder();
        var session = await rig.CreateAsync();
        await SessionRig.DownloadAsync(rig.Pool.Last, folder);

        var borrowed = await rig.Held.Find(session.Id)!.LendAsync("tsk_1", null, default);

        Assert.Empty(await borrowed.TakeDownloadsAsync(TimeSpan.Zero, default));
        Assert.Equal("tsk_1", (await rig.ReadAsync(session)).RunnableId);
        var file = Assert.Single((await rig.Store.ListFilesAsync("o_1", [session.Id], default))[session.Id]);
        Assert.Equal(("report.txt", null, 7), (file.FileName, file.RunId, file.Size));
        await borrowed.DisposeAsync();
        Assert.Null((await rig.ReadAsync(session)).RunnableId);
    }

    [Fact]
    public async Task Close_ThatKeepsAProfile_NamesItAndTheNextSessionStartsFromIt()
    {
        await using var rig = await SessionRig.StartAsync();
        var session = await rig.CreateAsync();
        await rig.Service.KeepProfileAsync("o_1", session.Id, wanted: true, default);
        rig.Pool.Last.State = "cookies";

        await rig.Service.CloseAsync("o_1", session.Id, default);

        var profile = (await rig.ReadAsync(session)).ProfileId!;
        Assert.Equal("cookies", rig.Profiles.States[profile]);
        var next = await rig.CreateAsync(new SessionRequest { BrowserProfileId = profile });
        Assert.Equal((profile, "cookies"), (next.ProfileId, rig.Pool.Requests.Last().State));
    }

    [Fact]
    public async Task Create_FromAProfileThatIsGone_FailsAndSaysSo()
    {
        await using var rig = await SessionRig.StartAsync();

        var session = await rig.CreateAsync(new SessionRequest { BrowserProfileId = "bp_gone" });

        Assert.Equal(SessionStatus.Failed, session.Status);
        Assert.Contains("bp_gone", session.FailureReason);
    }
}
