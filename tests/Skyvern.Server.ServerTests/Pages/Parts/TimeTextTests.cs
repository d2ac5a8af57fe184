using Skyvern.Server.Pages.Parts;
using Skyvern.Server.Testing;

namespace Skyvern.Server.ServerTests.Pages.Parts;

public sealed class TimeTextTests
{
    private readonly ManualTimeProvider _time = new();

    [Theory]
    [InlineData(2, "just now")]
    [InlineData(59, "59 s ago")]
    [InlineData(60, "1 min ago")]
    [InlineData(3 * 3600, "3 h ago")]
    [InlineData(86400, "1 day ago")]
    [InlineData(30 * 86400, "30 days ago")]
    [InlineData(-300, "in 5 min")]
    [InlineData(60 * 86400, "2026-01-01")]
    public async Task Time_SoManySecondsAgo_IsSaidInWordsAndExactly(int seconds, string words)
    {
        var at = _time.GetUtcNow() - TimeSpan.FromSeconds(seconds);

        var html = await Rendered.HtmlAsync<TimeText>(new() { ["At"] = at }, _time);

        Assert.Contains($">{words}</time>", html, StringComparison.Ordinal);
        Assert.Contains($"datetime=\"{at:yyyy-MM-dd'T'HH:mm:ss}Z\"", html, StringComparison.Ordinal);
        Assert.Contains($"title=\"{at:yyyy-MM-dd HH:mm:ss} UTC\"", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-300, "in 5 min")]
    [InlineData(-3, "now")]
    [InlineData(3600, "now")]
    public async Task Time_ThatIsDue_IsNeverSaidToBePast(int seconds, string words)
    {
        var at = _time.GetUtcNow() - TimeSpan.FromSeconds(seconds);

        var html = await Rendered.HtmlAsync<TimeText>(new() { ["At"] = at, ["IsDue"] = true }, _time);

        Assert.Contains($" data-relative=\"due\">{words}</time>", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "0.0 s")]
    [InlineData(6.43, "6.4 s")]
    [InlineData(74, "1:14")]
    [InlineData(3723, "1:02:03")]
    [InlineData(90000, "25:00:00")]
    public void Took_SoManySeconds_ReadsAsAStopWatch(double seconds, string words) =>
        Assert.Equal(words, RelativeTime.Took(TimeSpan.FromSeconds(seconds)));

    [Fact]
    public async Task Duration_StillRunning_TellsScriptsWhenItBegan()
    {
        var from = _time.GetUtcNow() - TimeSpan.FromSeconds(74);

        var html = await Rendered.HtmlAsync<Duration>(new() { ["From"] = from, ["To"] = null }, _time);

        Assert.Contains($"data-since=\"{from.ToUnixTimeMilliseconds()}\"", html, StringComparison.Ordinal);
        Assert.Contains(">1:14</time>", html, StringComparison.Ordinal);
    }
}
