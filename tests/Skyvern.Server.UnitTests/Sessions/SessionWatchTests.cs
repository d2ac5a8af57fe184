using Skyvern.Server.Core.Sessions;
using Skyvern.Server.Testing;

namespace Skyvern.Server.UnitTests.Sessions;

public sealed class SessionWatchTests
{
    [Fact]
    public async Task Look_NothingHappensForTheTimeout_ClosesTheSession()
    {
        await using var rig = await SessionRig.StartAsync();
        var session = await rig.CreateAsync(new SessionRequest { TimeoutMinutes = 5 });

        rig.Clock.Advance(TimeSpan.FromMinutes(4));
        await rig.LookAsync();
        Assert.Equal(SessionStatus.Running, (await rig.ReadAsync(session)).Status);
        rig.Clock.Advance(TimeSpan.FromMinutes(1));
        await rig.LookAsync();

        Assert.Equal(SessionStatus.Timeout, (await rig.ReadAsync(session)).Status);
        Assert.True(rig.Pool.Last.IsDisposed);
    }

    [Fact]
    public async Task Look_RunWorksInIt_StaysOpenUntilFourHours()
    {
        await using var rig = await SessionRig.StartAsync();
        var session = await rig.CreateAsync(new SessionRequest { TimeoutMinutes = 5 });
        await using var borrowed = await rig.Held.Find(session.Id)!.LendAsync("tsk_1", null, default);

        for (var minutes = 0; minutes < 236; minutes += 4)
        {
            rig.Clock.Advance(TimeSpan.FromMinutes(4));
            await rig.LookAsync();
        }

        Assert.Equal(SessionStatus.Running, (await rig.ReadAsync(session)).Status);
        rig.Clock.Advance(TimeSpan.FromMinutes(4));
        await rig.LookAsync();
        Assert.Equal(SessionStatus.Timeout, (await rig.ReadAsync(session)).Status);
    }

    [Fact]
    public async Task Look_WhileTheProfileOfAClosedSessionIsKept_LeavesItsBrowserOpenUntilThen()
    {
        await using var rig = await SessionRig.StartAsync();
        var session = await rig.CreateAsync();
        await rig.Service.KeepProfileAsync("o_1", session.Id, wanted: true, default);
        var saving = new TaskCompletionSource();
        (rig.Pool.Last.State, rig.Pool.Last.Saving) = ("cookies", saving.Task);
        var closing = rig.Service.CloseAsync("o_1", session.Id, default);
        await Eventually.TrueAsync(async () => (await rig.ReadAsync(session)).Status == SessionStatus.Completed);

        var looking = rig.LookAsync();

        Assert.False(rig.Pool.Last.IsDisposed);
        saving.SetResult();
        await looking;
        Assert.True(await closing);
        Assert.Equal("cookies", rig.Profiles.States[(await rig.ReadAsync(session)).ProfileId!]);
        Assert.True(rig.Pool.Last.IsDisposed);
    }

    [Fact]
    public async Task Look_EndedByAnotherProcess_KeepsTheProfileAndClosesTheBrowser()
    {
        await using var rig = await SessionRig.StartAsync();
        var session = await rig.CreateAsync();
        await rig.Service.KeepProfileAsync("o_1", session.Id, wanted: true, default);
        rig.Pool.Last.State = "cookies";
        await rig.Store.ChangeAsync(session.Id, stored => stored.TryEnd(SessionStatus.Completed, null, rig.Clock.GetUtcNow()), default);

        await rig.LookAsync();

        Assert.Equal("cookies", rig.Profiles.States[(await rig.ReadAsync(session)).ProfileId!]);
        Assert.True(rig.Pool.Last.IsDisposed);
    }

    [Fact]
    public async Task Look_BrowserDied_FailsTheSession()
    {
        await using var rig = await SessionRig.StartAsync();
        var session = await rig.CreateAsync();
        rig.Pool.Last.IsAlive = false;

        await rig.LookAsync();

        var failed = await rig.ReadAsync(session);
        Assert.Equal((SessionStatus.Failed, "The browser of the session ended unexpectedly."), (failed.Status, failed.FailureReason));
    }

    [Fact]
    public async Task Start_AfterARestart_EndsWhatTheNodeHadOpen()
    {
        await using var rig = await SessionRig.StartAsync();
        var left = BrowserSession.Create(new NewSession("o_1", new()), SessionRig.Node, rig.Clock.GetUtcNow());
        left.TryStart(null, rig.Clock.GetUtcNow());
        await rig.Store.AddAsync(left, default);
        var elsewhere = await rig.AddElsewhereAsync();

        await rig.Watch.StartAsync(default);

        Assert.Equal(SessionStatus.Failed, (await rig.ReadAsync(left)).Status);
        Assert.Equal(SessionStatus.Running, (await rig.ReadAsync(elsewhere)).Status);
        await rig.LookForAsync(SessionWatch.Silence + TimeSpan.FromSeconds(10), rig.LookAsync);
        Assert.Equal(SessionStatus.Failed, (await rig.ReadAsync(elsewhere)).Status);
    }

    [Fact]
    public async Task Look_OfAProcessThatJustStarted_JudgesSilenceOnlyWhenItHasHeardForAsLong()
    {
        await using var rig = await SessionRig.StartAsync();
        var silent = await rig.AddElsewhereAsync();
        rig.Clock.Advance(TimeSpan.FromHours(1));

        await rig.Watch.StartAsync(default);
        await rig.LookForAsync(SessionWatch.Silence, rig.LookAsync);

        Assert.Equal(SessionStatus.Running, (await rig.ReadAsync(silent)).Status);
        await rig.LookForAsync(TimeSpan.FromSeconds(10), rig.LookAsync);
        Assert.Equal(SessionStatus.Failed, (await rig.ReadAsync(silent)).Status);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Look_AfterTheDatabaseWasAwayOrAllWereFrozen_LeavesTheSessionsOfOthersUntilTheyCouldTellAgain(bool looksInVain)
    {
        await using var rig = await SessionRig.StartAsync();
        var (living, dying) = (await rig.AddElsewhereAsync(), await rig.AddElsewhereAsync());
        BrowserSession[] told = [living, dying];
        await rig.LookForAsync(SessionWatch.Silence * 2, TellAndLookAsync);

        await rig.LookForAsync(SessionWatch.Silence + TimeSpan.FromSeconds(5), LookInVainAsync);
        await rig.LookAsync();
        Assert.Equal(SessionStatus.Running, (await rig.ReadAsync(living)).Status);
        told = [living];
        await rig.LookForAsync(SessionWatch.Silence + TimeSpan.FromSeconds(10), TellAndLookAsync);

        Assert.Equal(SessionStatus.Running, (await rig.ReadAsync(living)).Status);
        Assert.Equal(SessionStatus.Failed, (await rig.ReadAsync(dying)).Status);

        async Task TellAndLookAsync()
        {
            foreach (var session in told)
            {
                Assert.True(await rig.Store.ChangeAsync(session.Id, stored => stored.TrySee(stored.LastActivityAt, rig.Clock.GetUtcNow()), default));
            }

            await rig.LookAsync();
        }

        Task LookInVainAsync() => looksInVain
            ? Assert.ThrowsAnyAsync<OperationCanceledException>(() => rig.Watch.LookAsync(new CancellationToken(canceled: true)))
            : Task.CompletedTask;
    }

    [Fact]
    public async Task Look_WhileAFileOfOneIsKeptForLong_TellsOfAllAndLooksAfterTheOthers()
    {
        await using var rig = await SessionRig.StartAsync();
        using var folder = new TempFolder();
        var (keeping, idle, closed) = (await rig.CreateAsync(), await rig.CreateAsync(new SessionRequest { TimeoutMinutes = 5 }), await rig.CreateAsync());
        var saving = new TaskCompletionSource();
        rig.Files.Saving = saving.Task;
        FakeBrowserSession[] browsers = [.. rig.Pool.Opened];
        await SessionRig.DownloadAsync(browsers[0], folder);

        await rig.LookForAsync(TimeSpan.FromMinutes(4), rig.GlanceAsync);
        Assert.Equal(rig.Clock.GetUtcNow(), (await rig.ReadAsync(keeping)).LastSeenAt);
        Assert.Equal(rig.Clock.GetUtcNow(), (await rig.ReadAsync(idle)).LastSeenAt);
        await rig.Store.ChangeAsync(closed.Id, stored => stored.TryEnd(SessionStatus.Completed, null, rig.Clock.GetUtcNow()), default);
        rig.Clock.Advance(TimeSpan.FromMinutes(1));
        await Eventually.TrueAsync(async () =>
        {
            await rig.GlanceAsync();
            return browsers[1].IsDisposed && browsers[2].IsDisposed;
        });

        Assert.Equal(SessionStatus.Timeout, (await rig.ReadAsync(idle)).Status);
        saving.SetResult();
        await Eventually.TrueAsync(async () => (await rig.Store.ListFilesAsync("o_1", [keeping.Id], default))[keeping.Id].Count() == 1);
        Assert.Equal(SessionStatus.Running, (await rig.ReadAsync(keeping)).Status);
    }

    [Fact]
    public async Task Look_WhileTheProfileOfOneThatTimedOutIsKeptForLong_TellsOfTheOthersAndKeepsItOnce()
    {
        await using var rig = await SessionRig.StartAsync();
        var (ending, other) = (await rig.CreateAsync(new SessionRequest { TimeoutMinutes = 5 }), await rig.CreateAsync());
        await rig.Service.KeepProfileAsync("o_1", ending.Id, wanted: true, default);
        var saving = new TaskCompletionSource();
        var browser = rig.Pool.Opened.First();
        (browser.State, browser.Saving) = ("cookies", saving.Task);
        rig.Clock.Advance(TimeSpan.FromMinutes(5));

        await Eventually.TrueAsync(async () =>
        {
            await rig.GlanceAsync();
            return (await rig.ReadAsync(ending)).Status == SessionStatus.Timeout;
        });
        await rig.LookForAsync(SessionWatch.Silence, rig.GlanceAsync);

        Assert.Equal(rig.Clock.GetUtcNow(), (await rig.ReadAsync(other)).LastSeenAt);
        Assert.False(browser.IsDisposed);
        saving.SetResult();
        await Eventually.TrueAsync(() => browser.IsDisposed);
        Assert.Equal("cookies", Assert.Single(rig.Profiles.States).Value);
    }

    [Fact]
    public async Task Stop_WhileAFileIsKept_ClosesItsBrowserAfterwardsAndTheOthersAtOnce()
    {
        await using var rig = await SessionRig.StartAsync();
        using var folder = new TempFolder();
        var session = await rig.CreateAsync();
        await rig.CreateAsync();
        var saving = new TaskCompletionSource();
        rig.Files.Saving = saving.Task;
        FakeBrowserSession[] browsers = [.. rig.Pool.Opened];
        await SessionRig.DownloadAsync(browsers[0], folder);
        await rig.GlanceAsync();

        var stopping = rig.Watch.StopAsync(default);

        await Eventually.TrueAsync(() => browsers[1].IsDisposed);
        Assert.False(browsers[0].IsDisposed);
        saving.SetResult();
        await stopping;
        Assert.True(browsers[0].IsDisposed);
        Assert.Single((await rig.Store.ListFilesAsync("o_1", [session.Id], default))[session.Id]);
    }

    [Fact]
    public async Task Stop_OpenSessions_ClosesAllBrowsers()
    {
        await using var rig = await SessionRig.StartAsync();
        var (first, second) = (await rig.CreateAsync(), await rig.CreateAsync());

        await rig.Watch.StopAsync(default);

        Assert.All(rig.Pool.Opened, browser => Assert.True(browser.IsDisposed));
        Assert.Equal(("The server was stopped.", SessionStatus.Failed), ((await rig.ReadAsync(first)).FailureReason, (await rig.ReadAsync(second)).Status));
    }
}
