using System.Text.Json.Nodes;

namespace Skyvern.Server.Pages.Runs;

/// <summary>What is wrong with values of an output, by their place, e.g. <c>items[2].price</c>; the whole is the empty place.</summary>
internal sealed class OutputMarks
{
    private readonly Dictionary<string, OutputMark> _marks = new(StringComparer.Ordinal);

    /// <summary>The mark of a place; null: all is well with it.</summary>
    public OutputMark? At(string place) => _marks.GetValueOrDefault(place);

    /// <summary>Puts problems where they are; what is missing is marked at what should hold it.</summary>
    internal static OutputMarks Of(JsonNode output, IReadOnlyList<string> problems, IReadOnlyList<string> unverified)
    {
        var marks = new OutputMarks();
        if (problems.Count == 0 && unverified.Count == 0)
        {
            return marks;
        }

        var places = Places(output, "").ToList();
        foreach (var place in unverified.Select(place => place.TrimStart('$').TrimStart('.')))
        {
            marks._marks[place] = new OutputMark("Nothing that was seen shows this value.", IsProblem: false);
        }

        foreach (var problem in problems)
        {
            var place = places.Where(known => Begins(problem, known)).MaxBy(known => known.Length) ?? "";
            var text = marks.At(place) is { IsProblem: true } other ? $"{other.Text} {problem}" : problem;
            marks._marks[place] = new OutputMark(text, IsProblem: true);
        }

        return marks;
    }

    /// <summary>The place of a member.</summary>
    internal static string Under(string place, string name) => place.Length == 0 ? name : $"{place}.{name}";

    private static bool Begins(string problem, string place)
    {
        var head = place is [] or ['[', ..] ? "$" + place : "$." + place;
        return problem.StartsWith(head, StringComparison.Ordinal) && (problem.Length == head.Length || problem[head.Length] is ' ' or ':' or '.' or '[');
    }

    private static IEnumerable<string> Places(JsonNode? node, string place) => node switch
    {
        JsonObject record => record.SelectMany(field => Places(field.Value, Under(place, field.Key))).Prepend(place),
        JsonArray list => list.SelectMany((item, index) => Places(item, $"{place}[{index}]")).Prepend(place),
        _ => [place],
    };
}

/// <summary>What is wrong with a value.</summary>
/// <param name="Text">In a sentence.</param>
/// <param name="IsProblem">Whether it breaks the schema; else it only could not be confirmed.</param>
public sealed record OutputMark(string Text, bool IsProblem);
