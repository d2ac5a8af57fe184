using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Skyvern.Server.Llm.Client;

/// <summary>A provider's refusal, understood.</summary>
/// <param name="Kind">What can be done about it.</param>
/// <param name="Status">HTTP status; 0: nothing came back.</param>
/// <param name="Words">The provider's own words, on one line.</param>
/// <param name="Parameter">The parameter it names, if it names one.</param>
internal sealed partial record ProviderError(ProviderErrorKind Kind, int Status, string Words, string? Parameter)
{
    private const int MostWords = 400;

    /// <summary>Reads an answer that is not a success, or a success that is no chat completion.</summary>
    public static ProviderError Read(ProviderAnswer answer)
    {
        if (answer.Body.AsSpan().TrimStart().StartsWith("<"))
        {
            return WebPage(answer);
        }

        var root = LlmReplyReader.Parse(answer.Body);
        var error = ((root is JsonArray { Count: > 0 } list ? list[0] : root) as JsonObject)?["error"];
        var details = error as JsonObject ?? root as JsonObject;
        var words = Text(details?["message"]) ?? Text(error) ?? details?["detail"]?.ToJsonString() ?? answer.Body;
        var code = $"{Text(details?["code"])} {Text(details?["type"])}";
        var status = answer.IsSuccess ? Disguised(details) : answer.Status;
        return new ProviderError(KindOf(status, code, words), status, OneLine(words), Text(details?["param"]));
    }

    /// <summary>Whether an endpoint speaks of pictures, or of a message that is not plain text.</summary>
    public static bool IsAboutPictures(string words) => Pictures().IsMatch(words);

    // A proxy's page, or the page of a server at whose address no API is.
    private static ProviderError WebPage(ProviderAnswer answer)
    {
        var title = Title().Match(answer.Body).Groups[1].Value;
        var words = OneLine($"it answered with a web page{(title.Length > 0 ? $" \"{title}\"" : "")} instead of JSON. Check Llm:Endpoint.");
        var passes = answer.Status is 408 or 429 or >= 500;
        return new ProviderError(passes ? ProviderErrorKind.Transient : ProviderErrorKind.Refused, answer.Status, words, null);
    }

    private static string OneLine(string words)
    {
        var line = Blanks().Replace(words, " ").Trim();
        return line.Length > MostWords ? string.Concat(line.AsSpan(0, MostWords), "…") : line;
    }

    private static ProviderErrorKind KindOf(int status, string code, string words)
    {
        if (status is 400 or 413 or 422 or 500 && (code.Contains("context_length_exceeded", StringComparison.Ordinal) || TooLong().IsMatch(words)))
        {
            return ProviderErrorKind.ContextTooLong;
        }

        return status switch
        {
            429 when Quota().IsMatch(code) => ProviderErrorKind.Refused,
            400 or 403 or 451 when Filter().IsMatch(code) || Filter().IsMatch(words) => ProviderErrorKind.Filtered,
            400 when Account().IsMatch(words) => ProviderErrorKind.Refused,
            401 or 402 or 403 => ProviderErrorKind.Refused,

            // Gateways say 404 as well when no provider of a model takes a parameter.
            404 when !Support().IsMatch(words) => ProviderErrorKind.Refused,
            500 when IsAboutPictures(words) => ProviderErrorKind.Unsupported,
            400 or 404 or 422 or 501 => ProviderErrorKind.Unsupported,
            0 or 408 or 409 or 425 or 429 or >= 500 => ProviderErrorKind.Transient,
            _ => ProviderErrorKind.Refused,
        };
    }

    // Some gateways answer 200 and put the status into the error's code; a body that is no JSON at all was cut on its way.
    private static int Disguised(JsonObject? details) =>
        details?["code"] is JsonValue value && value.TryGetValue(out int code) && code is >= 400 and < 600 ? code : 502;

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) && text.Length > 0 ? text : null;

    [GeneratedRegex(@"insufficient_quota|billing", RegexOptions.IgnoreCase)]
    private static partial Regex Quota();

    [GeneratedRegex(@"content.?filter|content management policy|flagged|moderation", RegexOptions.IgnoreCase)]
    private static partial Regex Filter();

    [GeneratedRegex(@"credit balance|billing|insufficient (funds|balance|credit)|api.?key", RegexOptions.IgnoreCase)]
    private static partial Regex Account();

    [GeneratedRegex(@"support|parameter", RegexOptions.IgnoreCase)]
    private static partial Regex Support();

    [GeneratedRegex(@"image|\bvision\b|multi-?modal|mmproj|content\b.{0,60}\bstring|expected a string|valid string", RegexOptions.IgnoreCase)]
    private static partial Regex Pictures();

    [GeneratedRegex(@"<title[^>]*>\s*([^<]{1,120}?)\s*</title>", RegexOptions.IgnoreCase)]
    private static partial Regex Title();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();

    [GeneratedRegex(
        @"context.?length|context.?window|context.?size|maximum.{0,20}context|too many (input )?tokens|prompt is too long|input is too long|exceeds? the (maximum|model's|available).{0,40}(tokens|length|context)",
        RegexOptions.IgnoreCase)]
    private static partial Regex TooLong();
}

/// <summary>What can be done about a refusal.</summary>
internal enum ProviderErrorKind
{
    /// <summary>Try again later.</summary>
    Transient,

    /// <summary>Ask in another form.</summary>
    Unsupported,

    /// <summary>Send less.</summary>
    ContextTooLong,

    /// <summary>Another model may not filter it.</summary>
    Filtered,

    /// <summary>Nothing, before a person changes something.</summary>
    Refused,
}
