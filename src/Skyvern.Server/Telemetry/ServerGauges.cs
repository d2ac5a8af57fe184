using System.Diagnostics.Metrics;
using Skyvern.Server.Core.Diagnostics;
using Skyvern.Server.Core.Live;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Core.Sessions;

namespace Skyvern.Server.Telemetry;

/// <summary>What is true at a moment: runs that wait and run, browsers and sessions that are open. The database is asked only when somebody listens.</summary>
internal sealed partial class ServerGauges : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(10);

    private readonly IQueueProbe _queue;
    private readonly TimeProvider _time;
    private readonly ILogger<ServerGauges> _logger;
    private readonly ObservableGauge<int> _length;
    private IReadOnlyDictionary<RunStatus, int>? _counts;

    public ServerGauges(
        ServerMetrics metrics, IQueueProbe queue, LiveBrowsers browsers, OpenSessions sessions, TimeProvider time, ILogger<ServerGauges> logger)
    {
        (_queue, _time, _logger) = (queue, time, logger);

        // A gauge: every process of one database says the same number, so that adding them up would be wrong.
        _length = metrics.Meter.CreateObservableGauge(
            "skyvern.run.queue.length", Lengths, "{run}", "Runs of the whole database that have not ended, by status.");
        metrics.Meter.CreateObservableUpDownCounter(
            "skyvern.browser.busy", () => browsers.Count, "{browser}", "Browsers of this process that runs and sessions use.");
        metrics.Meter.CreateObservableUpDownCounter(
            "skyvern.session.open", () => sessions.All.Count, "{session}", "Browser sessions that are open in this process.");
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, _time);
        do
        {
            try
            {
                _counts = _length.Enabled ? await _queue.CountAsync(stoppingToken) : null;
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // The outermost frame of a worker: a database that does not answer just now has no number; the next round asks again.
                _counts = null;
                LogFailed(e);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private IEnumerable<Measurement<int>> Lengths() => _counts is { } counts ? [Of(RunStatus.Queued, counts), Of(RunStatus.Running, counts)] : [];

    private static Measurement<int> Of(RunStatus status, IReadOnlyDictionary<RunStatus, int> counts) =>
        new(counts.GetValueOrDefault(status), new KeyValuePair<string, object?>(Tags.RunStatus, status.ToWire()));

    [LoggerMessage(Level = LogLevel.Debug, Message = "The runs that wait could not be counted.")]
    private partial void LogFailed(Exception cause);
}
