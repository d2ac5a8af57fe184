using Skyvern.Server.Core.Runs;
using Skyvern.Server.Core.Sessions;
using Skyvern.Server.Pages.Parts;

namespace Skyvern.Server.ServerTests.Pages.Parts;

public sealed class StatusBadgeTests
{
    [Theory]
    [InlineData(RunStatus.Queued, "badge neutral", "Queued")]
    [InlineData(RunStatus.Running, "badge busy", "Running")]
    [InlineData(RunStatus.Completed, "badge good", "Completed")]
    [InlineData(RunStatus.Failed, "badge bad", "Failed")]
    [InlineData(RunStatus.Terminated, "badge bad", "Terminated")]
    [InlineData(RunStatus.TimedOut, "badge warn", "Timed out")]
    [InlineData(RunStatus.Canceled, "badge neutral", "Canceled")]
    public async Task Badge_OfARun_HasTheColourAndTheWord(RunStatus status, string look, string word)
    {
        var html = await Rendered.HtmlAsync<StatusBadge>(new() { ["Status"] = status });

        Assert.Contains($"class=\"{look}\"", html, StringComparison.Ordinal);
        Assert.EndsWith($"{word}</span>", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Look_OfEveryStatus_IsDecided()
    {
        Assert.All(Enum.GetValues<RunStatus>(), status => Assert.NotEmpty(status.Look().Word));
        Assert.All(Enum.GetValues<SessionStatus>(), status => Assert.NotEmpty(status.Look().Word));
        Assert.All(Enum.GetValues<StepStatus>(), status => Assert.NotEmpty(status.Look().Word));
    }

    [Fact]
    public void Paths_OfEveryIcon_AreDrawn() =>
        Assert.All(Enum.GetValues<IconName>(), name => Assert.StartsWith("<path d=\"", Icons.Paths(name), StringComparison.Ordinal));
}
