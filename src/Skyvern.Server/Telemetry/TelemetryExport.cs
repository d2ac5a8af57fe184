using Microsoft.Extensions.Options;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using Skyvern.Server.Core.Diagnostics;

namespace Skyvern.Server.Telemetry;

/// <summary>Sends traces and metrics to a collector, if one is named. It starts first and stops last, so that it sees all others.</summary>
/// <remarks>
/// Quartz's own spans and measurements are left out: its database polls would bury the runs, and it tells jobs apart by name, which here is
/// a run's id. A collector that does not answer costs what waits in the queue, nothing else.
/// </remarks>
internal sealed partial class TelemetryExport(
    TelemetryTarget target, IOptions<TelemetryOptions> options, IConfiguration configuration, ILogger<TelemetryExport> logger) : IHostedService
{
    private const int FlushMilliseconds = 3000;

    private TracerProvider? _traces;
    private MeterProvider? _metrics;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (target.Address is { } address)
        {
            _traces = Traces();
            _metrics = Metrics();
            LogSending(new Uri(address, UriKind.RelativeOrAbsolute) is { IsAbsoluteUri: true } uri ? uri.Authority : address);
        }

        return Task.CompletedTask;
    }

    /// <summary>Sends what is left, but does not wait long for it.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => Task.WhenAll(
        Task.Run(EndTraces, CancellationToken.None),
        Task.Run(EndMetrics, CancellationToken.None));

    private void EndTraces()
    {
        _traces?.Shutdown(FlushMilliseconds);
        _traces?.Dispose();
    }

    private void EndMetrics()
    {
        _metrics?.Shutdown(FlushMilliseconds);
        _metrics?.Dispose();
    }

    private TracerProvider Traces() => Sdk.CreateTracerProviderBuilder()
        .ConfigureServices(services => services.AddSingleton(configuration))
        .SetResourceBuilder(target.Resource)
        .SetSampler(new ParentBasedSampler(new TraceIdRatioBasedSampler(options.Value.SampleRatio)))
        .AddSource(Spans.SourceName, "Microsoft.AspNetCore", AddressScrubber.HttpClientSource)
        .AddProcessor(new AddressScrubber())
        .AddOtlpExporter(exporter => target.Apply(exporter, "v1/traces"))
        .Build();

    private MeterProvider Metrics() => Sdk.CreateMeterProviderBuilder()
        .ConfigureServices(services => services.AddSingleton(configuration))
        .SetResourceBuilder(target.Resource)
        .AddMeter(ServerMetrics.MeterName, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime")
        .AddOtlpExporter(exporter => target.Apply(exporter, "v1/metrics"))
        .Build();

    [LoggerMessage(Level = LogLevel.Information, Message = "Traces and metrics are sent to {Address}.")]
    private partial void LogSending(string address);
}
