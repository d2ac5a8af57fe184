using System.Text.Json;
using System.Text.Json.Nodes;
using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Core.Engine.Schemas;

namespace Skyvern.Server.Core.Engine.Rules.Extraction;

/// <summary>Fills a schema with what a page shows. What is not there is null; what is missing though required is a problem.</summary>
internal sealed class SchemaFiller(PageContent page, JsonElement root, WhatToExtract what)
{
    private const int MaxDepth = 6;

    private readonly IReadOnlyList<RecordSource> _lists = PageSources.Lists(page);

    /// <summary>What is missing.</summary>
    public List<string> Problems { get; } = [];

    /// <summary>Whether every record came from one source, and no other source answers as well.</summary>
    public bool IsCertain { get; private set; } = true;

    /// <summary>The data for the schema; null when the page has none.</summary>
    public JsonNode? Fill(JsonElement schema, string name = "", int depth = 0)
    {
        schema = Effective(schema);
        if (depth > MaxDepth || schema.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        var types = SchemaTypes.Of(schema);
        return types.Contains("array") ? List(schema, name)
            : types.Contains("object") || schema.TryGetProperty("properties", out _) ? Record(schema, name, depth)
            : Scalar(new WantedProperty(name, schema, true));
    }

    private JsonArray? List(JsonElement schema, string name)
    {
        var item = schema.TryGetProperty("items", out var items) ? Effective(items) : default;
        var isObject = item.ValueKind == JsonValueKind.Object && item.TryGetProperty("properties", out _);
        List<WantedProperty> properties = isObject ? [.. PropertiesOf(item)] : [new WantedProperty(name.Length > 0 ? SingularOf(name) : what.Keys.Count == 1 ? what.Keys[0] : "name", item, true)];
        HashSet<string> subject = [.. what.Subject, .. Wording.Terms(name)];
        var sources = Candidates();
        var readings = sources.Select(source => RecordReader.Read(source, properties, subject)).OfType<SourceReading>().OrderByDescending(reading => reading.Rank).ToList();
        if (readings.Count == 0)
        {
            var wanted = string.Join(", ", properties.Where(property => property.Required || properties.All(other => !other.Required)).Select(property => property.Name));
            Problems.Add(sources.Count == 0 && what.Group is not null ? $"The page shows no group \"{what.Group}\"." : $"The page shows no table, list or group of cards that has {wanted}.");
            return null;
        }

        // The same records may be shown in two forms; two lists of different length are two things.
        IsCertain &= readings.Skip(1).All(other => other.Coverage < readings[0].Coverage || other.Records.Count == readings[0].Records.Count);
        return new JsonArray([.. readings[0].Records.Select(record => isObject ? record.DeepClone() : record[properties[0].Name]?.DeepClone())]);
    }

    /// <summary>The sources to choose from: those under the heading that is asked for, or all where the whole page is about it.</summary>
    private List<RecordSource> Candidates() => GroupChoice.Of(page, _lists, what.Group);

    private JsonObject? Record(JsonElement schema, string name, int depth)
    {
        var properties = PropertiesOf(schema).ToList();
        HashSet<string> subject = [.. what.Subject, .. Wording.Terms(name)];
        var scalars = properties.Where(IsScalar).ToList();
        var places = Places(scalars, subject);
        if (OfList(scalars, places, subject) is { } listed)
        {
            if (listed.Source.Records.Count > 1)
            {
                Problems.Add($"The page shows {listed.Source.Records.Count} records with {string.Join(", ", scalars.Select(property => property.Name))}, and the schema asks for one. Ask for a list, or name the one.");
                return null;
            }

            places = [new Place(listed.Source.Records[0])];
        }

        var record = new JsonObject();
        var sources = new HashSet<Place>(ReferenceEqualityComparer.Instance);
        foreach (var property in properties)
        {
            record[property.Name] = IsScalar(property) ? Value(property, places, subject, sources) : Fill(property.Schema, property.Name, depth + 1);
            if (record[property.Name] is null && property.Required && IsScalar(property))
            {
                Problems.Add($"The page shows no value for {property.Name}.");
            }
        }

        IsCertain &= sources.Count <= 1;
        return record.Any(member => member.Value is not null) ? record : null;
    }

    private static JsonNode? Value(WantedProperty property, IReadOnlyList<Place> places, HashSet<string> subject, HashSet<Place> sources)
    {
        foreach (var place in places)
        {
            if (RecordReader.Find(property, place, subject).Value is { } value)
            {
                sources.Add(place);
                return value.DeepClone();
            }
        }

        return null;
    }

    /// <summary>Where the values of one record may come from, the most trusted first. A row that is named is the only place.</summary>
    private IReadOnlyList<Place> Places(List<WantedProperty> properties, HashSet<string> subject)
    {
        if (what.Names.Count > 0)
        {
            var rows = _lists.SelectMany(source => source.Records).Where(record => what.Names.All(name => RecordSource.Shows(record, name))).ToList();
            var best = rows.OrderByDescending(row => properties.Count(property => RecordReader.Find(property, row, subject).Value is not null)).FirstOrDefault();
            if (best is not null)
            {
                return [new Place(best)];
            }
        }

        var singles = PageSources.Singles(page).OrderByDescending(fields => properties.Count(property => RecordReader.Find(property, fields, subject).Value is not null)).Take(1).Select(fields => new Place(fields));
        return [.. singles, .. PageSources.Loose(page)];
    }

    /// <summary>The list that knows more of the properties than all single values of the page together: then the page is about its records.</summary>
    private SourceReading? OfList(List<WantedProperty> properties, IReadOnlyList<Place> places, HashSet<string> subject)
    {
        if (what.Names.Count > 0 || properties.Count < 2)
        {
            return null;
        }

        IReadOnlyList<Place> withoutHeading = [.. places.SkipLast(1)];
        var known = Known(properties, places, subject);
        var knownWithoutHeading = Known(properties, withoutHeading, subject);
        List<WantedProperty> optional = [.. properties.Select(property => property with { Required = false })];
        return Candidates().Select(source => RecordReader.Read(source, optional, subject)).OfType<SourceReading>().Where(reading => reading.Coverage > (IsUnderHeading(reading.Source) ? knownWithoutHeading : known)).MaxBy(reading => reading.Rank);

        // The heading over the hits of a search is no name: not of the only one, and not of the first one, whose values stand there too.
        bool IsUnderHeading(RecordSource source) =>
            source.Records.Count == 1 || (knownWithoutHeading > 0 && properties.TrueForAll(property => First(property, withoutHeading, subject) is not { } value || Tells(source, property, value)));

        bool Tells(RecordSource source, WantedProperty property, JsonNode value)
        {
            var values = source.Records.Select(record => RecordReader.Find(property, record, subject).Value).ToList();
            return values.Exists(other => JsonNode.DeepEquals(other, value)) && !values.TrueForAll(other => JsonNode.DeepEquals(other, value));
        }
    }

    private static JsonNode? First(WantedProperty property, IEnumerable<Place> places, HashSet<string> subject) =>
        places.Select(place => RecordReader.Find(property, place, subject).Value).FirstOrDefault(value => value is not null);

    private static int Known(List<WantedProperty> properties, IReadOnlyList<Place> places, HashSet<string> subject) =>
        properties.Count(property => First(property, places, subject) is not null);

    private JsonNode? Scalar(WantedProperty property)
    {
        var subject = what.Subject;
        var wanted = property.Name.Length > 0 ? property : property with { Name = what.Keys.Count == 1 ? what.Keys[0] : "" };
        var value = wanted.Name.Length == 0 ? null : Places([wanted], [.. subject]).Select(place => RecordReader.Find(new WantedProperty(wanted.Name, wanted.Schema, true), place, subject).Value).FirstOrDefault(found => found is not null);
        if (value is null)
        {
            Problems.Add(wanted.Name.Length == 0 ? "The schema does not name what to extract." : $"The page shows no value for {wanted.Name}.");
        }

        return value?.DeepClone();
    }

    private IEnumerable<WantedProperty> PropertiesOf(JsonElement schema)
    {
        var required = SchemaTypes.Required(schema);
        return schema.TryGetProperty("properties", out var properties) && properties.ValueKind == JsonValueKind.Object
            ? properties.EnumerateObject().Select(property => new WantedProperty(property.Name, Effective(property.Value), required.Contains(property.Name)))
            : [];
    }

    private static bool IsScalar(WantedProperty property) =>
        !property.Types.Contains("array") && !property.Types.Contains("object") && !(property.Schema.ValueKind == JsonValueKind.Object && property.Schema.TryGetProperty("properties", out _));

    private static string SingularOf(string name) => string.Join(' ', Wording.Words(name).Select(Wording.Singular));

    /// <summary>References followed; of alternatives the first that is more than null.</summary>
    private JsonElement Effective(JsonElement schema)
    {
        for (var depth = 0; depth < MaxDepth; depth++)
        {
            if (SchemaReferences.Resolve(root, schema) is not { ValueKind: JsonValueKind.Object } resolved)
            {
                return default;
            }

            schema = resolved;
            if (!(schema.TryGetProperty("anyOf", out var choices) || schema.TryGetProperty("oneOf", out choices) || schema.TryGetProperty("allOf", out choices)) || choices.ValueKind != JsonValueKind.Array)
            {
                return schema;
            }

            var first = choices.EnumerateArray().FirstOrDefault(choice => SchemaTypes.Of(choice) is not ["null"]);
            if (first.ValueKind != JsonValueKind.Object)
            {
                return schema;
            }

            schema = first;
        }

        return schema;
    }
}
