using System.Text.Json;
using Microsoft.Extensions.Options;

namespace Skyvern.Server.Core.Browsing;

/// <summary>Finds the proxy for a run's <c>proxy_location</c>.</summary>
public sealed class ProxyPlaces(IOptions<ProxyOptions> options)
{
    private const string Direct = "NONE";
    private const string Default = "RESIDENTIAL";

    private static readonly string[] PlaceParts = ["country", "subdivision", "city"];

    /// <summary>The proxy, or why there is none.</summary>
    public ProxyChoice Choose(JsonElement? location) => location switch
    {
        { ValueKind: JsonValueKind.String } word => OfPlace(word.GetString()!, [word.GetString()!]),
        { ValueKind: JsonValueKind.Object } place when place.TryGetProperty("url", out var url) =>
            UpstreamProxy.TryParse(url.GetString()!, isCallers: true) is { } own
                ? new ProxyChoice(own)
                : new ProxyChoice(null) { Refusal = "The address of the proxy in proxy_location is not of the form http://user:password@host:port." },
        { ValueKind: JsonValueKind.Object } place => OfPlace(Name(place), Keys(place)),
        _ => new ProxyChoice(null),
    };

    private ProxyChoice OfPlace(string name, IEnumerable<string> keys)
    {
        if (name == Direct)
        {
            return new ProxyChoice(null);
        }

        var places = options.Value.Places;
        if (keys.Select(key => places.TryGetValue(key, out var found) ? found : null).FirstOrDefault(found => found is not null) is { } entry)
        {
            var proxy = UpstreamProxy.TryParse(entry.Server, isCallers: false)!;
            return new ProxyChoice(proxy with { User = Given(entry.User) ?? proxy.User, Password = Given(entry.Password) ?? proxy.Password });
        }

        // The default place is what everyone has who names none: without any proxy there is nothing to tell.
        return options.Value.RefuseUnknownPlaces && name != Default
            ? new ProxyChoice(null) { Refusal = $"The place {name} has no proxy on this server (setting Proxies:Places)." }
            : new ProxyChoice(null) { Notice = name == Default && places.Count == 0 ? null : $"The place {name} has no proxy in the settings: going out directly." };
    }

    private static string Name(JsonElement place) => string.Join('-', Parts(place));

    private static IEnumerable<string> Keys(JsonElement place)
    {
        var parts = Parts(place).ToList();
        for (var count = parts.Count; count > 1; count--)
        {
            yield return string.Join('-', parts.Take(count));
        }

        yield return parts[0] == "US" ? Default : $"{Default}_{parts[0]}";
    }

    private static IEnumerable<string> Parts(JsonElement place) =>
        PlaceParts
            .Select(name => place.TryGetProperty(name, out var part) && part.ValueKind == JsonValueKind.String ? part.GetString() : null)
            .OfType<string>();

    private static string? Given(string text) => text.Length > 0 ? text : null;
}

/// <summary>What a place leads to.</summary>
/// <param name="Proxy">The proxy; null: a direct connection.</param>
public sealed record ProxyChoice(UpstreamProxy? Proxy)
{
    /// <summary>Why the request cannot be accepted; null: it can.</summary>
    public string? Refusal { get; init; }

    /// <summary>What the run has to tell about it; null: nothing.</summary>
    public string? Notice { get; init; }
}
