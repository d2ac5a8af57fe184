using System.Diagnostics.Metrics;
using Skyvern.Server.Core.Diagnostics;
using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.UnitTests.Diagnostics;

public sealed class ServerMetricsTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly ServerMetrics _metrics = new();
    private readonly MeterListener _listener = new();
    private readonly List<string> _measured = [];

    public ServerMetricsTests()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter == _metrics.Meter)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Note(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Note(instrument, value, tags));
        _listener.Start();
    }

    [Fact]
    public void Run_FromTheQueueToAFailure_IsCountedAndTimed()
    {
        var run = Queue();
        run.TryClaim(Start.AddSeconds(3));
        _metrics.RunTaken(run);
        run.TryFinish(RunResult.Failed("It said so.", FailureCategory.Navigation), Start.AddSeconds(10));
        _metrics.RunEnded(run);

        Assert.Equal(
            [
                "skyvern.run.queue.wait 3 task_v2",
                "skyvern.run.ended 1 failed task_v2 skyvern-2.0 NAVIGATION_FAILURE",
                "skyvern.run.duration 7 failed task_v2 skyvern-2.0 NAVIGATION_FAILURE",
            ],
            _measured);
    }

    [Fact]
    public void Run_TakenASecondTime_IsARetryAndNoWait()
    {
        var run = Queue();
        run.TryClaim(Start);
        run.TryClaim(Start.AddHours(1));
        _metrics.RunTaken(run);

        Assert.Equal(["skyvern.retries 1 run"], _measured);
    }

    [Fact]
    public void Run_CanceledInTheQueue_HasNoDuration()
    {
        var run = Queue();
        run.TryCancel(Start.AddSeconds(1));
        _metrics.RunEnded(run);

        Assert.Equal(["skyvern.run.ended 1 canceled task_v2 skyvern-2.0"], _measured);
    }

    public void Dispose()
    {
        _listener.Dispose();
        _metrics.Meter.Dispose();
    }

    private static TaskRun Queue() =>
        TaskRun.Queue("o_1", "key_1", new TaskRequest { Prompt = "Go", Url = "https://shop.example/", Engine = "skyvern-2.0" }, "api", Start);

    private void Note(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        _measured.Add(string.Join(' ', [instrument.Name, $"{value}", .. tags.ToArray().Select(tag => $"{tag.Value}")]));
}
