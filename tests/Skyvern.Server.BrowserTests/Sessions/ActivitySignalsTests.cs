using Skyvern.Server.Browser.Sessions;
using Skyvern.Server.Testing;

namespace Skyvern.Server.BrowserTests.Sessions;

public sealed class ActivitySignalsTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task WaitForExpected_WhatNeverComes_IsWaitedForOnce()
    {
        var time = new ManualTimeProvider();
        var signals = new ActivitySignals();
        signals.Begin();
        signals.TabExpected();
        signals.DownloadExpected();

        await time.RunAsync(signals.WaitForExpectedAsync(Patience, time, CancellationToken.None));

        Assert.True(signals.WaitForExpectedAsync(Patience, time, CancellationToken.None).IsCompletedSuccessfully);
    }
}
