namespace Skyvern.Client.Http;

/// <summary>Writes a path with its query; what is null is left out, and a list repeats its key.</summary>
internal static class QueryText
{
    public static string Of(string path, params (string Name, object? Value)[] values)
    {
        var parts = values.SelectMany(pair => pair.Value switch
        {
            null => [],
            IEnumerable<string> list => list.Select(item => $"{pair.Name}={Uri.EscapeDataString(item)}"),
            bool flag => [$"{pair.Name}={(flag ? "true" : "false")}"],
            var value => (IEnumerable<string>)[$"{pair.Name}={Uri.EscapeDataString(value.ToString()!)}"],
        });
        var query = string.Join('&', parts);
        return query.Length == 0 ? path : $"{path}?{query}";
    }

    public static string Segment(string text) => Uri.EscapeDataString(text);
}
