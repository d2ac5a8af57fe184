using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.UnitTests.Runs;

public sealed class RunIdsTests
{
    private static readonly DateTimeOffset Moment = new(2026, 3, 1, 12, 0, 0, 250, TimeSpan.Zero);

    [Fact]
    public void Run_SeveralOfOneMillisecond_SortByTheirMoments()
    {
        var ids = Enumerable.Range(0, 5_000).Select(step => RunIds.Run(Moment.AddTicks(3 * step))).ToList();

        Assert.Equal(ids.Order(StringComparer.Ordinal), ids);
    }

    [Fact]
    public void Run_OfOneMoment_AreDifferentAndTellTheMillisecond()
    {
        var ids = Enumerable.Range(0, 1_000).Select(_ => RunIds.Run(Moment.AddTicks(9_999))).ToList();

        Assert.Equal(ids.Count, ids.Distinct(StringComparer.Ordinal).Count());
        Assert.All(ids, id =>
        {
            var guid = Guid.ParseExact(id["tsk_".Length..], "D");
            Assert.Equal((7, true), (guid.Version, guid.Variant is >= 8 and <= 11));
            Assert.Equal(Moment.ToUnixTimeMilliseconds(), Convert.ToInt64(guid.ToString("N")[..12], 16));
        });
    }
}
