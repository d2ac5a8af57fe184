using System.Text.Json;
using Skyvern.Client.Json;
using Skyvern.Server.Http;

namespace Skyvern.Server.Requests;

/// <summary>Reads <c>proxy_location</c>: a word, a place object, or the caller's own proxy.</summary>
internal static class ProxyLocationReader
{
    private const string Name = "proxy_location";
    private const int LongestSubdivision = 10;
    private const int LongestCity = 100;

    /// <summary>The place in normal form; null leaves the choice to the server.</summary>
    public static JsonElement? Read(FieldReader fields, RequestFaults faults)
    {
        if (!fields.Has(Name))
        {
            return ToJson(ProxyLocations.Default);
        }

        switch (fields.Find(Name))
        {
            case null:
                return null;
            case { ValueKind: JsonValueKind.String }:
                return fields.Word(Name, ProxyLocations.Words) is { } word ? ToJson(word) : null;
            case { ValueKind: JsonValueKind.Object } place:
                var reader = new FieldReader(place, faults, "body", Name);
                return reader.Has("url") ? ReadProxy(reader) : ReadPlace(place, reader, faults);
            case { } other:
                faults.NotText(other, "body", Name);
                return null;
        }
    }

    private static JsonElement? ReadProxy(FieldReader proxy) => proxy.RequiredText("url") is { } url ? ToJson(new { url }) : null;

    private static JsonElement? ReadPlace(JsonElement place, FieldReader fields, RequestFaults faults)
    {
        var country = fields.RequiredText("country")?.ToUpperInvariant();
        if (country is not null && !ProxyLocations.Countries.Contains(country))
        {
            faults.NotInList(place.GetProperty("country"), ProxyLocations.Countries, fields.Loc("country"));
        }

        var subdivision = fields.Text("subdivision");
        if (subdivision?.StartsWith("US-", StringComparison.OrdinalIgnoreCase) == true)
        {
            subdivision = subdivision["US-".Length..];
        }

        if (subdivision?.Length > LongestSubdivision)
        {
            faults.TooLong(place.GetProperty("subdivision"), LongestSubdivision, fields.Loc("subdivision"));
        }

        var city = fields.Text("city");
        if (city?.Length > LongestCity)
        {
            faults.TooLong(place.GetProperty("city"), LongestCity, fields.Loc("city"));
        }

        return ToJson(new { country, subdivision, city });
    }

    private static JsonElement ToJson<T>(T value) => JsonSerializer.SerializeToElement(value, WireJson.Options);
}
