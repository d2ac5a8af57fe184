using Skyvern.Server.Core.Browsing;

namespace Skyvern.Server.Llm.Planning;

/// <summary>How much of an observation a run's prompts may hold: all of it, until a model could not take it.</summary>
internal sealed class ObservationShare
{
    private const int Least = 800;
    private int? _mostCharacters;

    /// <summary>Halves what the run's prompts may hold, from what was sent last.</summary>
    public void Halve(Observation sent) => _mostCharacters = Math.Max(Least, Math.Min(Length(sent), _mostCharacters ?? int.MaxValue) / 2);

    /// <summary>The observation within the limit; what is left out is counted.</summary>
    public Observation Within(Observation observation)
    {
        if (_mostCharacters is not { } most || Length(observation) <= most)
        {
            return observation;
        }

        var kept = new List<string>();
        var length = 0;
        foreach (var line in observation.Lines)
        {
            length += line.Length + 1;
            if (length > most)
            {
                break;
            }

            kept.Add(line);
        }

        kept.Add($"... {observation.Lines.Count - kept.Count} more lines, use find or read");
        return observation with { Lines = kept };
    }

    private static int Length(Observation observation) => observation.Lines.Sum(line => line.Length + 1);
}
