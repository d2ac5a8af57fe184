using Skyvern.Server.Core.Runs;
using Xunit.Abstractions;

namespace Skyvern.Server.BrowserTests.Engine.Traps;

/// <summary>Planners that claim success where there is none: no such run may end as completed.</summary>
public sealed class TrapTests(ITestOutputHelper output) : IAsyncLifetime
{
    private EngineRig _rig = null!;

    public async Task InitializeAsync() => _rig = await EngineRig.StartAsync();

    public async Task DisposeAsync() => await _rig.DisposeAsync();

    [Fact]
    public async Task Run_FalseClaims_AreNeverCompleted()
    {
        var believed = await BelievedAsync(TrapList.All);

        output.WriteLine($"{TrapList.All.Count} traps, {believed.Count} ended as completed");
        Assert.True(TrapList.All.Count >= 15);
        Assert.Empty(believed);
    }

    [Fact]
    public async Task Run_TrueClaims_AreCompleted() => Assert.Equal(
        TrapList.Honest.Select(site => site.Name), (await BelievedAsync(TrapList.Honest)).Select(believed => believed.Split(':')[0]));

    private async Task<List<string>> BelievedAsync(IReadOnlyList<Trap> traps)
    {
        var believed = new List<string>();
        foreach (var trap in traps)
        {
            trap.SetUp(_rig.Site);
            var end = (await _rig.RunAsync(trap.Goal, "/", trap.Planner(), trap.Schema)).Result!;
            output.WriteLine($"{trap.Name}: {end.Status}, {end.FailureReason} {string.Join(", ", end.UnverifiedFields)}".TrimEnd());
            if (end.Status == RunStatus.Completed && (trap.WrongFields.Count == 0 || trap.WrongFields.Except(end.UnverifiedFields).Any()))
            {
                believed.Add($"{trap.Name}: {end.OutputJson}");
            }
        }

        return believed;
    }
}
