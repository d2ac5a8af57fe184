using Skyvern.Server.Webhooks;

namespace Skyvern.Server.UnitTests.Webhooks;

public sealed class WebhookScheduleTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(1, 0, 1)]
    [InlineData(1, 1, 2)]
    [InlineData(2, 0, 2)]
    [InlineData(2, 0.5, 2.5)]
    [InlineData(3, 0, 4)]
    [InlineData(10, 0, 512)]
    [InlineData(13, 1, 3600)]
    [InlineData(60, 0, 3600)]
    [InlineData(2000, 0, 3600)]
    public void Next_AfterSoManyAttempts_WaitsLongerAndLongerUpToAnHour(int attempts, double random, double seconds) =>
        Assert.Equal(Start.AddSeconds(seconds), WebhookSchedule.Next(new(), attempts, null, Start, Start, random));

    [Theory]
    [InlineData(30, 30)]
    [InlineData(1, 4)]
    [InlineData(-5, 4)]
    [InlineData(7200, 3600)]
    public void Next_RetryAfter_CountsWhereLonger(int asked, int seconds) =>
        Assert.Equal(Start.AddSeconds(seconds), WebhookSchedule.Next(new(), 3, TimeSpan.FromSeconds(asked), Start, Start, 0));

    [Fact]
    public void Next_AllAttempts_EndAfterADay()
    {
        var (attempts, now) = (0, (DateTimeOffset?)Start);
        for (; WebhookSchedule.Next(new(), attempts + 1, null, Start, now.Value, 0.5) is { } next; now = next)
        {
            attempts++;
        }

        Assert.InRange(attempts, 30, 40);
        Assert.InRange(now.Value, Start.AddHours(23), Start.AddHours(24));
    }
}
