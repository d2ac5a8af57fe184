using System.Diagnostics;
using System.Diagnostics.Metrics;
using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.Core.Diagnostics;

/// <summary>What the server counts and measures; nothing of it is kept unless somebody listens.</summary>
public sealed class ServerMetrics
{
    /// <summary>The name of the meter.</summary>
    public const string MeterName = "Skyvern.Server";

    private readonly Counter<long> _ended;
    private readonly Counter<double> _cost;
    private readonly Counter<long> _retries;
    private readonly Counter<long> _webhooks;
    private readonly Histogram<double> _queueWait;
    private readonly Histogram<double> _runDuration;
    private readonly Histogram<double> _stepDuration;

    /// <summary>Makes the instruments.</summary>
    /// <param name="meters">Makes the meter; without it the meter is the process's own.</param>
    public ServerMetrics(IMeterFactory? meters = null)
    {
        Meter = meters?.Create(MeterName) ?? new Meter(MeterName);
        Model = new ModelMetrics(Meter);
        _ended = Meter.CreateCounter<long>("skyvern.run.ended", "{run}", "Runs that reached a final status.");
        _cost = Meter.CreateCounter<double>("skyvern.run.cost", "{USD}", "Cost of ended runs, as far as it is known.");
        _retries = Meter.CreateCounter<long>("skyvern.retries", "{retry}", "Runs, steps and questions to the model that were tried again.");
        _webhooks = Meter.CreateCounter<long>("skyvern.webhook.attempts", "{attempt}", "Attempts to deliver a webhook.");
        _queueWait = Seconds("skyvern.run.queue.wait", "Time from the creation of a run to its start.", Buckets.Minutes);
        _runDuration = Seconds("skyvern.run.duration", "Time from the start of a run to its end.", Buckets.Minutes);
        _stepDuration = Seconds("skyvern.step.duration", "Time of a step: looking, planning and acting.", Buckets.Seconds);
    }

    /// <summary>The meter, for what is observed elsewhere.</summary>
    public Meter Meter { get; }

    /// <summary>What is measured of the model.</summary>
    public ModelMetrics Model { get; }

    /// <summary>A worker has taken a run.</summary>
    public void RunTaken(TaskRun run)
    {
        if (run.Attempt > 1)
        {
            Retried("run");
        }
        else if (run is { StartedAt: { } started, QueuedAt: { } queued })
        {
            _queueWait.Record((started - queued).TotalSeconds, new KeyValuePair<string, object?>(Tags.RunType, run.RunType));
        }
    }

    /// <summary>The end of a run was stored.</summary>
    public void RunEnded(TaskRun run)
    {
        var tags = new TagList { { Tags.RunStatus, run.Status.ToWire() }, { Tags.RunType, run.RunType }, { Tags.Engine, run.Request.Engine } };
        if (run.FailureCategories is [var category, ..])
        {
            tags.Add(Tags.Error, category.Category);
        }

        _ended.Add(1, tags);
        if (run is { StartedAt: { } started, FinishedAt: { } finished })
        {
            _runDuration.Record((finished - started).TotalSeconds, tags);
        }

        // What a workflow run cost is what its blocks cost.
        if (run is { Cost: { } cost, IsWorkflow: false })
        {
            _cost.Add((double)cost, new KeyValuePair<string, object?>(Tags.Engine, run.Request.Engine));
        }
    }

    /// <summary>A step has ended.</summary>
    public void StepEnded(RunStep step, TimeSpan took)
    {
        _stepDuration.Record(took.TotalSeconds, new KeyValuePair<string, object?>(Tags.StepStatus, step.Status == StepStatus.Failed ? "failed" : "completed"));
        if (step.RetryIndex > 0)
        {
            Retried("step");
        }
    }

    /// <summary>A delivery was tried.</summary>
    public void WebhookTried(string outcome) => _webhooks.Add(1, new KeyValuePair<string, object?>(Tags.WebhookOutcome, outcome));

    /// <summary>Something is tried again.</summary>
    public void Retried(string what) => _retries.Add(1, new KeyValuePair<string, object?>(Tags.RetryOf, what));

    private Histogram<double> Seconds(string name, string description, double[] buckets) =>
        Meter.CreateHistogram(name, "s", description, advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = buckets });

    private static class Buckets
    {
        public static readonly double[] Seconds = [0.1, 0.25, 0.5, 1, 2, 4, 8, 15, 30, 60, 120, 300];
        public static readonly double[] Minutes = [0.1, 0.5, 1, 5, 15, 30, 60, 120, 300, 600, 1200, 1800, 3600];
    }
}
