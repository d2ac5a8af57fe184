using System.Text.RegularExpressions;
using Skyvern.Server.Core.Browsing;

namespace Skyvern.Server.Core.Engine;

/// <summary>What changed between two observations, as a few lines: memory and evidence for the planner.</summary>
internal static partial class ObservationDiff
{
    private const int MostLines = 8;

    /// <summary>Lines marked + added, - removed, ~ changed; a new document is named instead of listed.</summary>
    public static IReadOnlyList<string> Of(Observation before, Observation after)
    {
        if (before.Url != after.Url)
        {
            return [$"now at {after.Url} \"{after.Title}\"", .. after.Alerts.Take(MostLines).Select(alert => "+ " + alert)];
        }

        var changes = Changes([.. before.Lines.Select(Plain)], [.. after.Lines.Select(Plain)]);
        return changes.Count <= MostLines
            ? changes
            : [.. changes.Take(MostLines), $"... {changes.Count - MostLines} more changed lines"];
    }

    private static List<string> Changes(List<string> before, List<string> after)
    {
        var removed = Missing(before, after);
        var added = Missing(after, before);
        var removedByRef = removed.Where(line => Reference(line) is not null).ToLookup(Reference);

        // Alerts first, then what the page says: when lines have to be left out, controls tell least of what came of a step.
        return
        [
            .. added.OrderBy(line => line.StartsWith("ALERT", StringComparison.Ordinal) ? 0 : Reference(line) is null ? 1 : 2)
                .Select(line => (Reference(line) is { } known && removedByRef.Contains(known) ? "~ " : "+ ") + line),
            .. removed.Where(line => Reference(line) is not { } gone || !added.Any(other => Reference(other) == gone))
                .Select(line => "- " + line),
        ];
    }

    private static List<string> Missing(List<string> lines, List<string> from)
    {
        var left = from.GroupBy(line => line).ToDictionary(group => group.Key, group => group.Count());
        return [.. lines.Where(line => !left.TryGetValue(line, out var count) || (left[line] = count - 1) < 0)];
    }

    /// <summary>Without the mark of lines that are new.</summary>
    private static string Plain(string line) => line.StartsWith('*') ? line[1..] : line;

    private static string? Reference(string line) => LineReference().Match(line) is { Success: true } match ? match.Value : null;

    [GeneratedRegex(@"^(f\d+)?e\d+(?=\s)")]
    private static partial Regex LineReference();
}
