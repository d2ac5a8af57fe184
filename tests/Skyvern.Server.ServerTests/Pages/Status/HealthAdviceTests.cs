using Microsoft.Extensions.Diagnostics.HealthChecks;
using Skyvern.Server.Pages.Parts;
using Skyvern.Server.Pages.Status;

namespace Skyvern.Server.ServerTests.Pages.Status;

public sealed class HealthAdviceTests
{
    [Fact]
    public void Read_WhatIsWrong_ComesFirstAndSaysWhatToDo()
    {
        var report = new HealthReport(
            new Dictionary<string, HealthReportEntry>
            {
                ["database"] = new(HealthStatus.Healthy, "It answers.", TimeSpan.Zero, null, null),
                ["model"] = new(HealthStatus.Healthy, "No model is configured: tasks are planned by rules.", TimeSpan.Zero, null, null),
                ["disk"] = new(HealthStatus.Degraded, "It gets full.", TimeSpan.Zero, null, null),
                ["browser"] = new(HealthStatus.Unhealthy, "None was found.", TimeSpan.Zero, null, null),
            },
            TimeSpan.Zero);

        var rows = HealthAdvice.Read(report, hasModel: false);

        Assert.Equal(["browser", "disk", "database", "model"], rows.Select(row => row.Name));
        Assert.Equal([Tone.Bad, Tone.Warn, Tone.Good, Tone.Plain], rows.Select(row => row.Tone));
        Assert.All([rows[0], rows[1], rows[3]], row => Assert.NotNull(row.Advice));
        Assert.Null(rows[2].Advice);
    }
}
