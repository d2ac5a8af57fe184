using System.Text.Json.Nodes;
using Skyvern.Server.Core.Browsing;

namespace Skyvern.Server.Core.Engine.Rules.Extraction;

/// <summary>Reads records by properties, and rates how well a source answers.</summary>
internal static class RecordReader
{
    private const int LeastScore = 40;
    private const double LeastShare = 0.6;

    /// <summary>The best value in the fields; null when none fits.</summary>
    public static (JsonNode? Value, int Score) Find(WantedProperty property, IEnumerable<PageField> fields, IReadOnlySet<string> subject) => Find(property, new Place([.. fields]), subject);

    /// <summary>The best value in the place; null when none fits.</summary>
    public static (JsonNode? Value, int Score) Find(WantedProperty property, Place place, IReadOnlySet<string> subject)
    {
        var best = ((JsonNode?)null, 0);
        foreach (var field in place.Fields)
        {
            var score = PropertyMatch.Score(property, field, subject, place.ByNameOnly);
            if (score >= LeastScore && score > best.Item2 && FieldReading.Read(property, field) is { } value)
            {
                best = (value, score);
            }
        }

        return best;
    }

    /// <summary>All records of a source that have every required property, or null when the source does not answer.</summary>
    public static SourceReading? Read(RecordSource source, IReadOnlyList<WantedProperty> properties, IReadOnlySet<string> subject)
    {
        var rows = source.Records.Select(record => properties.Select(property => Find(property, record, subject)).ToList()).ToList();
        var covered = properties.Select((_, column) => rows.Count(row => row[column].Value is not null) >= rows.Count * LeastShare).ToList();
        var coverage = covered.Count(found => found);
        var hasRequired = properties.Any(property => property.Required);
        if (hasRequired ? properties.Where((property, column) => property.Required && !covered[column]).Any() : coverage * 2 < properties.Count || coverage == 0)
        {
            return null;
        }

        // A record without what the others have is no record of this list: a heading row, an advertisement.
        var whole = rows.Where(row => hasRequired
            ? properties.Where((property, column) => property.Required && row[column].Value is null).Any() is false
            : row.Where((cell, column) => covered[column] && cell.Value is not null).Count() * 2 >= coverage).ToList();
        if (whole.Count == 0 || whole.Count < rows.Count * LeastShare)
        {
            return null;
        }

        var score = whole.Average(row => row.Where(cell => cell.Value is not null).Average(cell => (double)cell.Score));
        return new SourceReading(source, [.. whole.Select(row => Object(properties, row))], coverage, score);
    }

    private static JsonObject Object(IReadOnlyList<WantedProperty> properties, List<(JsonNode? Value, int Score)> row) =>
        new(properties.Select((property, column) => KeyValuePair.Create(property.Name, row[column].Value)));
}

/// <summary>What a source answered.</summary>
/// <param name="Source">The source.</param>
/// <param name="Records">The records.</param>
/// <param name="Coverage">How many properties it knows.</param>
/// <param name="Score">How well their names fit.</param>
internal sealed record SourceReading(RecordSource Source, IReadOnlyList<JsonObject> Records, int Coverage, double Score)
{
    /// <summary>More properties count most, then better names and the more trusted kind.</summary>
    public double Rank => Coverage * 1000 + Score - (int)Source.Kind * 6 + Math.Min(4, Records.Count / 4.0);
}
