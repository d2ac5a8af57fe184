using Serilog;
using Serilog.Extensions.Logging;
using Serilog.Formatting.Json;

namespace Skyvern.Server.Telemetry;

/// <summary>Writes the log to the terminal: lines for people, or JSON with <c>Logging:Json=true</c>.</summary>
internal static class LoggingSetup
{
    private const string Line = "{Timestamp:HH:mm:ss} {Level:u3} {Message:lj}{RunTag:l}{NewLine}{Exception}";

    public static void AddStructuredLogs(this WebApplicationBuilder builder)
    {
        // Levels per category are set by Logging:LogLevel; this logger passes on whatever reaches it.
        // The host's word on a failed start is a stack trace; whoever started it reads a sentence, or the exception itself, at the end.
        var logger = new LoggerConfiguration().MinimumLevel.Verbose()
            .Filter.ByExcluding(entry => entry.MessageTemplate.Text == "Hosting failed to start");
        logger = builder.Configuration.GetValue<bool>("Logging:Json")
            ? logger.WriteTo.Console(new JsonFormatter(renderMessage: true))
            : logger.Enrich.With<RunTagEnricher>().WriteTo.Console(outputTemplate: Line);
        builder.Logging.ClearProviders();

        // Not by AddSerilog: that adds a filter of its own which lets everything through, whatever the settings say.
        builder.Logging.AddProvider(new SerilogLoggerProvider(logger.CreateLogger(), dispose: true));
    }
}
