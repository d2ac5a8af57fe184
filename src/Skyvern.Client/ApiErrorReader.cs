using System.Text.Json;

namespace Skyvern.Client;

/// <summary>Turns an error answer into an exception whose message says what is wrong.</summary>
internal static class ApiErrorReader
{
    public static async Task<SkyvernApiException> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        try
        {
            using var body = JsonDocument.Parse(text);
            if (body.RootElement is { ValueKind: JsonValueKind.Object } error && error.TryGetProperty("detail", out var detail))
            {
                var trace = error.TryGetProperty("trace_id", out var id) ? id.GetString() : null;
                return new(response.StatusCode, Describe(detail), trace);
            }
        }
        catch (JsonException)
        {
            // Not the server itself but something in front of it answered: its own words are the best there is.
        }

        return new(response.StatusCode, text.Length == 0 ? response.ReasonPhrase ?? "No reason given." : text, null);
    }

    private static string Describe(JsonElement detail) => detail.ValueKind switch
    {
        JsonValueKind.String => detail.GetString()!,
        JsonValueKind.Array => string.Join(Environment.NewLine, detail.EnumerateArray().Select(DescribeFault)),
        _ => detail.GetRawText(),
    };

    private static string DescribeFault(JsonElement fault) =>
        fault.ValueKind == JsonValueKind.Object && fault.TryGetProperty("loc", out var loc) && fault.TryGetProperty("msg", out var message)
            ? $"{string.Join('.', loc.EnumerateArray())}: {message}"
            : fault.GetRawText();
}
