using Serilog.Core;
using Serilog.Events;

namespace Skyvern.Server.Telemetry;

/// <summary>Puts the run's id at the end of a terminal line whose words do not name it.</summary>
internal sealed class RunTagEnricher : ILogEventEnricher
{
    public void Enrich(LogEvent logEvent, ILogEventPropertyFactory propertyFactory)
    {
        if (logEvent.Properties.TryGetValue("RunId", out var value)
            && value is ScalarValue { Value: string runId }
            && !logEvent.MessageTemplate.Text.Contains("{RunId}", StringComparison.Ordinal))
        {
            logEvent.AddPropertyIfAbsent(propertyFactory.CreateProperty("RunTag", $" ({runId})"));
        }
    }
}
