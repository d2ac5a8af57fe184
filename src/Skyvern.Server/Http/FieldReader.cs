using System.Text.Json;
using System.Text.Json.Nodes;

namespace Skyvern.Server.Http;

/// <summary>Reads the fields of a JSON object one by one and notes every fault. A missing field and an explicit null read the same.</summary>
/// <param name="body">The object.</param>
/// <param name="faults">Where faults are noted.</param>
/// <param name="place">Where the object stands in the request: names, and positions in lists.</param>
internal sealed class FieldReader(JsonElement body, RequestFaults faults, params IReadOnlyList<object> place)
{
    public FieldReader(JsonElement body, RequestFaults faults)
        : this(body, faults, "body")
    {
    }

    public bool Has(string name) => body.TryGetProperty(name, out _);

    public string? RequiredText(string name)
    {
        if (!body.TryGetProperty(name, out var value))
        {
            faults.Missing(body, Loc(name));
            return null;
        }

        if (value.ValueKind != JsonValueKind.String)
        {
            faults.NotText(value, Loc(name));
            return null;
        }

        return value.GetString();
    }

    /// <summary>A list of texts that must be there.</summary>
    public IReadOnlyList<string> RequiredTexts(string name)
    {
        if (!body.TryGetProperty(name, out var value))
        {
            faults.Missing(body, Loc(name));
            return [];
        }

        if (value.ValueKind != JsonValueKind.Array)
        {
            faults.NotList(value, Loc(name));
            return [];
        }

        var index = 0;
        foreach (var entry in value.EnumerateArray())
        {
            if (entry.ValueKind != JsonValueKind.String)
            {
                faults.NotText(entry, [.. Loc(name), index]);
            }

            index++;
        }

        return [.. value.EnumerateArray().Where(entry => entry.ValueKind == JsonValueKind.String).Select(entry => entry.GetString()!)];
    }

    public string? Text(string name) => Find(name) is null ? null : RequiredText(name);

    public string? Word(string name, IReadOnlyList<string> words)
    {
        var text = Text(name);
        if (text is not null && !words.Contains(text, StringComparer.Ordinal))
        {
            faults.NotInList(body.GetProperty(name), words, Loc(name));
            return null;
        }

        return text;
    }

    public int? Integer(string name)
    {
        if (Find(name) is not { } value)
        {
            return null;
        }

        if (!LenientScalar.TryInteger(value, out var number))
        {
            faults.NotInteger(value, Loc(name));
            return null;
        }

        return number;
    }

    public int? IntegerFrom(string name, int least)
    {
        var number = Integer(name);
        if (number < least)
        {
            faults.TooSmall(body.GetProperty(name), least, Loc(name));
        }

        return number;
    }

    /// <summary>A number from 0 to <paramref name="most"/>.</summary>
    public double? NumberUpTo(string name, int most)
    {
        if (Find(name) is not { } value)
        {
            return null;
        }

        if (!LenientScalar.TryNumber(value, out var number))
        {
            faults.NotNumber(value, Loc(name));
            return null;
        }

        if (number < 0)
        {
            faults.TooSmall(value, 0, Loc(name));
        }
        else if (number > most)
        {
            faults.TooLarge(value, most, Loc(name));
        }

        return number;
    }

    public bool? Flag(string name)
    {
        if (Find(name) is not { } value)
        {
            return null;
        }

        if (!LenientScalar.TryBoolean(value, out var flag))
        {
            faults.NotBoolean(value, Loc(name));
            return null;
        }

        return flag;
    }

    public JsonElement? Object(string name)
    {
        if (Find(name) is { ValueKind: not JsonValueKind.Object } other)
        {
            faults.NotObject(other, Loc(name));
            return null;
        }

        return Find(name);
    }

    public IReadOnlyDictionary<string, string>? Map(string name)
    {
        if (Object(name) is not { } value)
        {
            return null;
        }

        var map = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in value.EnumerateObject())
        {
            if (entry.Value.ValueKind == JsonValueKind.String)
            {
                map[entry.Name] = entry.Value.GetString()!;
            }
            else
            {
                faults.NotText(entry.Value, Loc(name, entry.Name));
            }
        }

        return map;
    }

    /// <summary>Whatever JSON stands there; null for null.</summary>
    public JsonElement? Find(string name) =>
        body.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    /// <summary>The objects of a list, each with a reader of its own; none when the list is missing.</summary>
    public IReadOnlyList<FieldReader> Objects(string name)
    {
        if (Find(name) is not { } list)
        {
            return [];
        }

        if (list.ValueKind != JsonValueKind.Array)
        {
            faults.NotList(list, Loc(name));
            return [];
        }

        var readers = new List<FieldReader>();
        foreach (var (index, item) in list.EnumerateArray().Index())
        {
            if (item.ValueKind == JsonValueKind.Object)
            {
                readers.Add(new FieldReader(item, faults, [.. place, name, index]));
            }
            else
            {
                faults.NotObject(item, [.. Loc(name), index]);
            }
        }

        return readers;
    }

    public IEnumerable<JsonNode?> Loc(params IEnumerable<string> names) => place.Concat(names).Select(part => part is int index ? (JsonNode?)index : (JsonNode?)(string)part);
}
