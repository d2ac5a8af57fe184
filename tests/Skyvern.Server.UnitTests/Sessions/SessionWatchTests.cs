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
        await rig.Watch.LookAsync(default);
        Assert.Equal(SessionStatus.Running, (await rig.ReadAsync(session)).Status);
        rig.Clock.Advance(TimeSpan.FromMinutes(1));
        await rig.Watch.LookAsync(default);

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
            await rig.Watch.LookAsync(default);
        }

        Assert.Equal(SessionStatus.Running, (await rig.ReadAsync(session)).Status);
        rig.Clock.Advance(TimeSpan.FromMinutes(4));
        await rig.Watch.LookAsync(default);
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

        var looking = rig.Watch.LookAsync(default);

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

        await rig.Watch.LookAsync(default);

        Assert.Equal("cookies", rig.Profiles.States[(await rig.ReadAsync(session)).ProfileId!]);
        Assert.True(rig.Pool.Last.IsDisposed);
    }

    [Fact]
    public async Task Look_BrowserDied_FailsTheSession()
    {
        await using var rig = await SessionRig.StartAsync();
        var session = await rig.CreateAsync();
        rig.Pool.Last.IsAlive = false;

        await rig.Watch.LookAsync(default);

        var failed = await rig.ReadAsync(session);
        Assert.Equal((SessionStatus.Failed, "The browser of the session ended unexpectedly."), (failed.Status, failed.FailureReason));
    }

    [Fact]
    public async Task Start_AfterARestart_EndsWhatTheNodeHadOpen()
    {
        await using var rig = await SessionRig.StartAsync();
        var left = BrowserSession.Create(new NewSession("o_1", new()), SessionRig.Node, rig.Clock.GetUtcNow());
        left.TryStart(null, rig.Clock.GetUtcNow());
        var elsewhere = BrowserSession.Create(new NewSession("o_1", new()), "other", rig.Clock.GetUtcNow());
        await rig.Store.AddAsync(left, default);
        await rig.Store.AddAsync(elsewhere, default);

        await rig.Watch.StartAsync(default);

        Assert.Equal(SessionStatus.Failed, (await rig.ReadAsync(left)).Status);
        Assert.Equal(SessionStatus.Created, (await rig.ReadAsync(elsewhere)).Status);
        rig.Clock.Advance(SessionWatch.Silence + TimeSpan.FromSeconds(1));
        await rig.Watch.LookAsync(default);
        Assert.Equal(SessionStatus.Failed, (await rig.ReadAsync(elsewhere)).Status);
    }

    [Fact]
    public async Task Stop_OpenSessions_ClosesAllBrowsers()
    {
        await using var rig = await SessionRig.StartAsync();
        var (first, second) = (await rig.CreateAsync(), await rig.CreateAsync());

        await rig.Watch.StopAsync();

        Assert.All(rig.Pool.Opened, browser => Assert.True(browser.IsDisposed));
        Assert.Equal(("The server was stopped.", SessionStatus.Failed), ((await rig.ReadAsync(first)).FailureReason, (await rig.ReadAsync(second)).Status));
    }
}
