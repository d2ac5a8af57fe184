using System.Net;
using System.Text.Json;
using Skyvern.Client.Contracts;
using Skyvern.Client.Json;

namespace Skyvern.Client.Http;

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
                var trace = error.TryGetProperty("trace_id", out var id) && id.ValueKind == JsonValueKind.String ? id.GetString() : null;
                return Describe(response.StatusCode, detail, trace);
            }
        }
        catch (JsonException)
        {
            // Not the server itself but something in front of it answered: its own words are the best there is.
        }

        return new(response.StatusCode, text.Length == 0 ? response.ReasonPhrase ?? "No reason given." : text, null);
    }

    private static SkyvernApiException Describe(HttpStatusCode status, JsonElement detail, string? trace) => detail.ValueKind switch
    {
        JsonValueKind.String => new(status, detail.GetString()!, trace),
        JsonValueKind.Array when detail.Deserialize<IReadOnlyList<ValidationFault>>(WireJson.Options) is { } faults =>
            new(status, string.Join(Environment.NewLine, faults.Select(Describe)), trace) { Faults = faults },
        _ => new(status, detail.GetRawText(), trace),
    };

    private static string Describe(ValidationFault fault) => $"{string.Join('.', fault.Loc.Select(part => part?.ToString()))}: {fault.Msg}";
}
