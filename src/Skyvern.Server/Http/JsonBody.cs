using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using Microsoft.Net.Http.Headers;

namespace Skyvern.Server.Http;

/// <summary>A request's body as a JSON object, with the faults of reading it.</summary>
/// <param name="Root">The object; null when it could not be read.</param>
/// <param name="IsOtherType">Whether something that is not JSON was sent.</param>
internal sealed record JsonBody(JsonElement? Root, bool IsOtherType = false)
{
    private static readonly JsonBody Unreadable = new(Root: null);

    /// <summary>Reads a body that must be there and must be an object.</summary>
    public static Task<JsonBody> ReadAsync(HttpRequest request, RequestFaults faults, CancellationToken cancellationToken) =>
        ReadAsync(request, faults, isOptional: false, cancellationToken);

    /// <summary>Reads a body that may be missing: then there is no object and no fault.</summary>
    public static Task<JsonBody> ReadOptionalAsync(HttpRequest request, RequestFaults faults, CancellationToken cancellationToken) =>
        ReadAsync(request, faults, isOptional: true, cancellationToken);

    private static async Task<JsonBody> ReadAsync(HttpRequest request, RequestFaults faults, bool isOptional, CancellationToken cancellationToken)
    {
        using var buffer = new MemoryStream();
        await request.Body.CopyToAsync(buffer, cancellationToken);
        var bytes = buffer.GetBuffer().AsMemory(0, (int)buffer.Length);
        if (bytes.Span.Trim(" \t\r\n"u8).IsEmpty)
        {
            if (!isOptional)
            {
                faults.Missing(null, "body");
            }

            return Unreadable;
        }

        return IsJson(request.ContentType) ? Parse(bytes, faults) : new(Root: null, IsOtherType: true);
    }

    // Without a content type the bytes themselves decide.
    private static bool IsJson(string? contentType) =>
        contentType is null or ""
        || (MediaTypeHeaderValue.TryParse(contentType, out var type)
            && (type.SubType.Equals("json", StringComparison.OrdinalIgnoreCase) || type.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase)));

    private static JsonBody Parse(ReadOnlyMemory<byte> bytes, RequestFaults faults)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes);
            var root = document.RootElement.Clone();
            if (root.ValueKind == JsonValueKind.Null)
            {
                faults.Missing(root, "body");
                return Unreadable;
            }

            if (root.ValueKind != JsonValueKind.Object)
            {
                faults.NotObject(root, "body");
                return Unreadable;
            }

            if (!Utf8.IsValid(bytes.Span) || !JsonTexts.AreWhole(root))
            {
                faults.Add("json_invalid", "A text in the JSON holds something that is not a character", null, ["body", 0]);
                return Unreadable;
            }

            return new(root);
        }
        catch (JsonException e)
        {
            faults.Add("json_invalid", "Not valid JSON", null, ["body", Offset(bytes.Span, e)]);
            return Unreadable;
        }
    }

    private static JsonNode Offset(ReadOnlySpan<byte> bytes, JsonException fault)
    {
        var offset = 0;
        for (var line = 0L; line < fault.LineNumber; line++)
        {
            offset += bytes[offset..].IndexOf((byte)'\n') + 1;
        }

        return Math.Min(offset + (fault.BytePositionInLine ?? 0), bytes.Length);
    }
}
