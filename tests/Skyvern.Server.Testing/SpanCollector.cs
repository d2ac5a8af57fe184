using System.Collections.Concurrent;
using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Trace;
using Skyvern.Server.Core.Diagnostics;

namespace Skyvern.Server.Testing;

/// <summary>Keeps every span that ends in this process while it listens; those of other tests too, so ask for one trace.</summary>
public sealed class SpanCollector : IDisposable
{
    private readonly ConcurrentQueue<Activity> _spans = [];
    private readonly TracerProvider _provider;

    private SpanCollector(string[] sources)
    {
        _provider = Sdk.CreateTracerProviderBuilder().AddSource(sources).AddProcessor(new SimpleActivityExportProcessor(new Exporter(_spans))).Build();
    }

    /// <summary>Begins to listen to the server's own spans, and those of further sources.</summary>
    public static SpanCollector Start(params string[] sources) => new([Spans.SourceName, .. sources]);

    /// <summary>The spans of a trace that have ended.</summary>
    public IReadOnlyList<Activity> OfTrace(string traceId) => [.. _spans.Where(span => span.TraceId.ToHexString() == traceId)];

    /// <summary>The spans of the trace that an attempt of a run began, once that has ended.</summary>
    public async Task<IReadOnlyList<Activity>> OfRunAsync(string runId)
    {
        Activity? run = null;
        await Eventually.TrueAsync(() => (run = _spans.FirstOrDefault(span => span.OperationName == "run" && runId.Equals(span.GetTagItem(Tags.RunId)))) is not null);
        return OfTrace(run!.TraceId.ToHexString());
    }

    public void Dispose() => _provider.Dispose();

    private sealed class Exporter(ConcurrentQueue<Activity> spans) : BaseExporter<Activity>
    {
        public override ExportResult Export(in Batch<Activity> batch)
        {
            foreach (var span in batch)
            {
                spans.Enqueue(span);
            }

            return ExportResult.Success;
        }
    }
}
