using Microsoft.Extensions.Options;
using OpenTelemetry.Exporter;
using OpenTelemetry.Resources;

namespace Skyvern.Server.Telemetry;

/// <summary>Where telemetry goes and under which name, out of the server's settings or OpenTelemetry's standard variables.</summary>
internal sealed class TelemetryTarget(IOptions<TelemetryOptions> options, IConfiguration configuration)
{
    private const string DefaultName = "skyvern-server";

    private static readonly string[] StandardVariables =
        ["OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT"];

    private readonly TelemetryOptions _options = options.Value;

    /// <summary>Where to, for people; null: telemetry is off.</summary>
    public string? Address => _options.OtlpEndpoint.Length > 0
        ? _options.OtlpEndpoint
        : StandardVariables.Select(name => configuration[name]).FirstOrDefault(value => !string.IsNullOrWhiteSpace(value));

    /// <summary>Who this is.</summary>
    public ResourceBuilder Resource => ResourceBuilder.CreateDefault()
        .AddService(
            new[] { _options.ServiceName, configuration["OTEL_SERVICE_NAME"], DefaultName }.First(name => !string.IsNullOrWhiteSpace(name))!,
            serviceVersion: typeof(TelemetryTarget).Assembly.GetName().Version?.ToString(3))
        .AddAttributes([new("host.name", Environment.MachineName)]);

    /// <summary>Points an exporter to the collector; it has read the standard variables already.</summary>
    /// <param name="exporter">The exporter.</param>
    /// <param name="path">The signal's path below the address, which only OTLP over HTTP has.</param>
    public void Apply(OtlpExporterOptions exporter, string path)
    {
        if (_options.OtlpEndpoint.Length == 0)
        {
            return;
        }

        var isHttp = _options.Protocol == TelemetryProtocol.Http;
        exporter.Protocol = isHttp ? OtlpExportProtocol.HttpProtobuf : OtlpExportProtocol.Grpc;
        exporter.Endpoint = new Uri(isHttp ? $"{_options.OtlpEndpoint.TrimEnd('/')}/{path}" : _options.OtlpEndpoint);
        exporter.Headers = _options.Headers.Length > 0 ? _options.Headers : exporter.Headers;
    }
}
