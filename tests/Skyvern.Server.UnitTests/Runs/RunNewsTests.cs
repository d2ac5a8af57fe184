using Skyvern.Server.Core.Runs;
using Skyvern.Server.Testing;

namespace Skyvern.Server.UnitTests.Runs;

public sealed class RunNewsTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly ManualTimeProvider _time = new();
    private readonly RunNews _news;

    public RunNewsTests() => _news = new RunNews(_time);

    [Fact]
    public async Task Tell_OneRun_ReachesItsFollowersAndThoseOfItsOrganizationAlone()
    {
        using var run = _news.Follow("o_1", "tsk_1");
        using var all = _news.Follow("o_1");
        using var otherRun = _news.Follow("o_1", "tsk_2");
        using var foreign = _news.Follow("o_2", "tsk_1");

        _news.Tell("o_1", "tsk_1");

        Assert.Equal(["tsk_1"], await NextAsync(run));
        Assert.Equal(["tsk_1"], await NextAsync(all));
        Assert.False(Ask(otherRun).IsCompleted);
        Assert.False(Ask(foreign).IsCompleted);
    }

    [Fact]
    public async Task Next_ManyWordsBefore_AreTakenTogetherAndOnce()
    {
        using var all = _news.Follow("o_1");
        _news.Tell("o_1", "tsk_1");
        _news.Tell("o_1", "tsk_2");
        _news.Tell("o_1", "tsk_1");

        Assert.Equal(["tsk_1", "tsk_2"], (await NextAsync(all))!.Order());
        Assert.False(Ask(all).IsCompleted);
    }

    [Fact]
    public async Task TellAll_WordsWereLost_WakesEverybodyWithoutANameOfARun()
    {
        using var run = _news.Follow("o_1", "tsk_1");
        using var foreign = _news.Follow("o_2");

        _news.TellAll();

        Assert.Empty((await NextAsync(run))!);
        Assert.Empty((await NextAsync(foreign))!);
    }

    [Fact]
    public async Task TellAll_AndAWordOfOneRun_StillMeansAnyOfThem()
    {
        using var all = _news.Follow("o_1");
        _news.TellAll();
        _news.Tell("o_1", "tsk_1");

        Assert.Empty((await NextAsync(all))!);

        _news.Tell("o_1", "tsk_1");
        Assert.Equal(["tsk_1"], await NextAsync(all));
    }

    [Fact]
    public async Task Next_NothingInTime_IsNullAndWhatComesLaterIsNotLost()
    {
        using var run = _news.Follow("o_1", "tsk_1");
        var waiting = Ask(run);
        _time.Advance(Patience);
        Assert.Null(await waiting.WaitAsync(TimeSpan.FromSeconds(60)));

        _news.Tell("o_1", "tsk_1");

        Assert.Equal(["tsk_1"], await NextAsync(run));
    }

    [Fact]
    public async Task Tell_AfterTheFeedWasDisposed_ReachesItNoMore()
    {
        var left = _news.Follow("o_1", "tsk_1");
        using var stays = _news.Follow("o_1", "tsk_1");
        left.Dispose();

        _news.Tell("o_1", "tsk_1");

        Assert.Equal(["tsk_1"], await NextAsync(stays));
        Assert.False(Ask(left).IsCompleted);
    }

    private static Task<IReadOnlyCollection<string>?> Ask(RunNewsFeed feed) => feed.NextAsync(Patience, CancellationToken.None);

    private static Task<IReadOnlyCollection<string>?> NextAsync(RunNewsFeed feed) => Ask(feed).WaitAsync(TimeSpan.FromSeconds(60));
}
