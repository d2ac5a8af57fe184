using Microsoft.Extensions.Diagnostics.HealthChecks;
using Skyvern.Server.Pages.Parts;

namespace Skyvern.Server.Pages.Status;

/// <summary>Turns what the checks of health have seen into rows that say what to do.</summary>
internal static class HealthAdvice
{
    /// <summary>What to do where a check's own words do not say it.</summary>
    private static readonly Dictionary<string, string> Remedies = new(StringComparer.Ordinal)
    {
        ["database"] = "Look at Database:ConnectionString and whether the database runs; the command doctor tries it.",
        ["browser"] = "Install Chromium, or name one in Browser:ExecutablePath. Tasks wait until then.",
        ["model"] = "Look at Llm:Endpoint, Llm:ApiKey and Llm:Model; the command doctor asks the model one short question.",
        ["disk"] = "Make room, or keep less: the settings in Retention say how long runs and files stay.",
        ["artifacts"] = "Look at the settings in Storage. Tasks work on, but keep no pictures and files.",
        ["recording"] = "Install ffmpeg, or name it in the settings. Tasks work on, but leave no video.",
    };

    /// <summary>A row for each check, what is wrong first.</summary>
    public static IReadOnlyList<CheckRow> Read(HealthReport report, bool hasModel) =>
        [.. report.Entries.OrderBy(entry => entry.Value.Status).Select(entry => Row(entry.Key, entry.Value, hasModel))];

    private static CheckRow Row(string name, HealthReportEntry entry, bool hasModel)
    {
        if (name == "model" && !hasModel)
        {
            return new(
                name, Tone.Plain, "None", entry.Description ?? "",
                "For goals in any words set OPENAI_API_KEY, or Llm__Endpoint and Llm__Model for Ollama, vLLM, Azure and others, and restart.");
        }

        var (tone, state) = entry.Status switch
        {
            HealthStatus.Healthy => (Tone.Good, "Good"),
            HealthStatus.Degraded => (Tone.Warn, "Needs a look"),
            _ => (Tone.Bad, "Missing"),
        };
        return new(name, tone, state, entry.Description ?? "It did not answer in time.", entry.Status == HealthStatus.Healthy ? null : Remedies.GetValueOrDefault(name));
    }
}
