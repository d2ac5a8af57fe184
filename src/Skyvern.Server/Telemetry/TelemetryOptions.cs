using System.ComponentModel.DataAnnotations;

namespace Skyvern.Server.Telemetry;

/// <summary>Where traces and metrics are sent; without an address here or in OTEL_EXPORTER_OTLP_ENDPOINT none are made.</summary>
internal sealed class TelemetryOptions
{
    /// <summary>The section in the settings.</summary>
    public const string SectionName = "Telemetry";

    /// <summary>Address of an OpenTelemetry collector, e.g. <c>http://collector:4317</c>.</summary>
    /// <value>Empty: OTEL_EXPORTER_OTLP_ENDPOINT with its sister variables counts, and without that nothing is sent.</value>
    [RegularExpression("^(https?://[^/\\s]+\\S*)?$", ErrorMessage = "Telemetry:OtlpEndpoint is not an http or https address, such as http://collector:4317.")]
    public string OtlpEndpoint { get; set; } = "";

    /// <summary>How the collector at OtlpEndpoint is spoken to: Grpc, usually at port 4317, or Http with protobuf bodies, usually at port 4318.</summary>
    /// <value>The default is Grpc.</value>
    public TelemetryProtocol Protocol { get; set; } = TelemetryProtocol.Grpc;

    /// <summary>Headers sent to the collector at OtlpEndpoint, as <c>name=value,name=value</c>; secret.</summary>
    /// <value>Empty: none.</value>
    public string Headers { get; set; } = "";

    /// <summary>The name of this service in traces and metrics.</summary>
    /// <value>Empty: OTEL_SERVICE_NAME, else <c>skyvern-server</c>.</value>
    public string ServiceName { get; set; } = "";

    /// <summary>The share of traces that is sent, 0 to 1; a request that comes with a trace of its own goes by that one's decision.</summary>
    /// <value>The default is 1.</value>
    [Range(0d, 1d)]
    public double SampleRatio { get; set; } = 1;
}

/// <summary>How a collector is spoken to.</summary>
internal enum TelemetryProtocol
{
    /// <summary>OTLP over gRPC.</summary>
    Grpc,

    /// <summary>OTLP over HTTP, as protobuf.</summary>
    Http,
}
