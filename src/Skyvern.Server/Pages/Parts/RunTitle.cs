using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.Pages.Parts;

/// <summary>What a run is called: by its title, else by the first words of what was asked.</summary>
internal static class RunTitle
{
    private const int Longest = 80;

    /// <param name="runId">What a run without words is called.</param>
    /// <param name="shown">What was asked, without its secrets.</param>
    public static string Of(string runId, TaskRequest shown) => shown switch
    {
        { Title: { Length: > 0 } title } => title,
        { Prompt: { Length: > 0 } prompt } => Beginning(prompt),
        { DataExtractionGoal: { Length: > 0 } goal } => Beginning(goal),
        _ => runId,
    };

    /// <summary>The first words of a text, on one line.</summary>
    public static string Beginning(string text)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (line.Length <= Longest)
        {
            return line;
        }

        var end = line.LastIndexOf(' ', Longest);
        return line[..(end > 0 ? end : Longest)].TrimEnd(',', ';', ':', '.') + "…";
    }
}
