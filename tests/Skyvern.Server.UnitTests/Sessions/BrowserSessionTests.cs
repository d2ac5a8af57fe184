using Skyvern.Server.Core.Sessions;

namespace Skyvern.Server.UnitTests.Sessions;

public sealed class BrowserSessionTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void ExpiresAt_NothingHappens_IsTheTimeoutAfterTheStart() =>
        Assert.Equal(Start.AddMinutes(30), Started(30).ExpiresAt);

    [Fact]
    public void ExpiresAt_Activity_IsProlonged()
    {
        var session = Started(30);

        Assert.True(session.TrySee(Start.AddMinutes(20), Start.AddMinutes(20)));

        Assert.Equal(Start.AddMinutes(50), session.ExpiresAt);
    }

    [Fact]
    public void ExpiresAt_ActivityWithoutEnd_IsFourHoursAfterTheStart()
    {
        var session = Started(60);

        session.TrySee(Start.AddMinutes(235), Start.AddMinutes(235));

        Assert.Equal(Start.AddHours(4), session.ExpiresAt);
    }

    [Fact]
    public void Create_LongerThanAllowed_IsCapped() => Assert.Equal(240, Started(1000).Request.TimeoutMinutes);

    [Fact]
    public void TryUse_Run_IsShownUntilItIsGivenBack()
    {
        var session = Started(60);

        session.TryUse("wr_1", Start);
        Assert.Equal(("workflow_run", "wr_1"), (session.RunnableType, session.RunnableId));
        session.TryUse("tsk_1", Start);
        Assert.Equal(("task", "tsk_1"), (session.RunnableType, session.RunnableId));
        session.TryUse(null, Start);
        Assert.Equal((null, null), (session.RunnableType, session.RunnableId));
    }

    [Theory]
    [InlineData(SessionStatus.Completed)]
    [InlineData(SessionStatus.Failed)]
    [InlineData(SessionStatus.Timeout)]
    public void TryEnd_Ended_ChangesNothingMore(SessionStatus end)
    {
        var session = Started(60);
        session.TryUse("tsk_1", Start);

        Assert.True(session.TryEnd(end, "why", Start.AddMinutes(1)));

        Assert.False(session.TryEnd(SessionStatus.Completed, null, Start.AddMinutes(2)));
        Assert.False(session.TryUse("tsk_2", Start.AddMinutes(2)));
        Assert.False(session.TryKeepProfile(true, Start.AddMinutes(2)));
        Assert.False(session.TrySee(Start.AddMinutes(2), Start.AddMinutes(2)));
        Assert.Equal((end, "why", null, Start.AddMinutes(1)), (session.Status, session.FailureReason, session.RunnableId, session.CompletedAt));
    }

    [Fact]
    public void TryStart_ClosedWhileItOpened_StaysClosed()
    {
        var session = BrowserSession.Create(new NewSession("o_1", new SessionRequest()), "node", Start);
        session.TryEnd(SessionStatus.Completed, null, Start);

        Assert.False(session.TryStart(null, Start));
        Assert.Equal(SessionStatus.Completed, session.Status);
    }

    [Fact]
    public void TryEnd_StatusThatIsNoEnd_Throws() => Assert.Throws<ArgumentException>(() => Started(60).TryEnd(SessionStatus.Running, null, Start));

    private static BrowserSession Started(int timeout)
    {
        var session = BrowserSession.Create(new NewSession("o_1", new SessionRequest { TimeoutMinutes = timeout }), "node", Start);
        Assert.True(session.TryStart(null, Start));
        return session;
    }
}
