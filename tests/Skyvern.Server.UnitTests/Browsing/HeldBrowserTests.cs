using Skyvern.Server.Core.Actions;
using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Testing;

namespace Skyvern.Server.UnitTests.Browsing;

public sealed class HeldBrowserTests : IAsyncDisposable
{
    private static readonly BrowserAction Click = new ClickAction("e1");

    private readonly HeldBrowsers _held = new();
    private readonly FakeBrowserSession _browser = new();

    public async ValueTask DisposeAsync()
    {
        await _held.DisposeAsync();
        await _browser.DisposeAsync();
    }

    [Fact]
    public async Task Lend_UsedByAnother_WaitsUntilItIsGivenBack()
    {
        var held = _held.Hold("pbs_1", _browser);
        var first = await held.LendAsync("tsk_1", null, default);
        var second = held.LendAsync("tsk_2", null, default);

        Assert.False(second.IsCompleted);
        Assert.Equal("tsk_1", held.UsedBy);
        await first.DisposeAsync();

        await using var borrowed = await second;
        Assert.Equal("tsk_2", held.UsedBy);
        Assert.False(_browser.IsDisposed);
    }

    [Fact]
    public async Task Lend_RunWithHeaders_TakesThemOffWithItsEnd()
    {
        var uses = new List<string?>();
        var held = _held.Hold("pbs_1", _browser, runId =>
        {
            uses.Add(runId);
            return Task.CompletedTask;
        });

        await using (await held.LendAsync("tsk_1", new Dictionary<string, string> { ["x-a"] = "1" }, default))
        {
            Assert.Equal("1", _browser.Headers!["x-a"]);
        }

        Assert.Null(_browser.Headers);
        Assert.Equal(["tsk_1", null], uses);
    }

    [Fact]
    public async Task Perform_CanceledInTheMiddle_IsDoneToItsEndBeforeTheNextRunBegins()
    {
        var gate = new TaskCompletionSource();
        _browser.Delays = (_, _) => gate.Task;
        var held = _held.Hold("pbs_1", _browser);
        var first = await held.LendAsync("tsk_1", null, default);
        using var cancel = new CancellationTokenSource();

        var acting = first.PerformAsync(Click, cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => acting);
        var givenBack = first.DisposeAsync().AsTask();
        var second = held.LendAsync("tsk_2", null, default);

        Assert.False(givenBack.IsCompleted);
        Assert.False(second.IsCompleted);
        gate.SetResult();
        await givenBack;
        await using var borrowed = await second;
        Assert.Equal([Click], _browser.Performed);
    }

    [Fact]
    public async Task Release_UsedByARun_TellsItWhy()
    {
        _browser.Delays = (_, cancellationToken) => Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        var held = _held.Hold("pbs_1", _browser);
        var borrowed = await held.LendAsync("tsk_1", null, default);
        var waiting = held.LendAsync("tsk_2", null, default);
        var acting = borrowed.PerformAsync(Click, default);

        await _held.ReleaseAsync("pbs_1", "It was closed.");

        Assert.Equal("It was closed.", (await Assert.ThrowsAsync<BrowserLostException>(() => acting)).Message);
        Assert.Equal("It was closed.", (await Assert.ThrowsAsync<BrowserLostException>(() => waiting)).Message);
        Assert.Equal("It was closed.", (await Assert.ThrowsAsync<BrowserLostException>(() => borrowed.ObserveAsync(default))).Message);
        Assert.True(_browser.IsDisposed);
        await borrowed.DisposeAsync();
    }
}
