using System.Text;
using System.Text.Json.Nodes;

namespace Skyvern.Server.ServerTests.Fuzz;

/// <summary>Ways to spoil a body.</summary>
internal static class BodyMutations
{
    private const string Json = "application/json";

    public static readonly IReadOnlyList<Mutation> All =
    [
        new("truncated JSON", (random, target, request) => request with { Body = request.Body![..random.Next(request.Body!.Length)] }),
        new("invalid UTF-8", (random, target, request) => WithText(request, "{\"prompt\":\"\u00ff\u00c0\u0080\",\"x\":\"\u00ed\u00a0\u0080\"}", Encoding.Latin1)),
        new("UTF-16", (random, target, request) => WithText(request, Text(request), Encoding.Unicode)),
        new("byte order mark", (random, target, request) => request with { Body = [0xEF, 0xBB, 0xBF, .. request.Body!] }),
        new("field of another kind", (random, target, request) => WithField(random, target, request, Junk(random))),
        new("every field of another kind", (random, target, request) => WithFields(target, request, () => Junk(random))),
        new("every field null", (random, target, request) => WithFields(target, request, () => null)),
        new("every field a list of lists", (random, target, request) => WithFields(target, request, () => new JsonArray(new JsonArray(new JsonArray())))),
        new("every field an empty text", (random, target, request) => WithFields(target, request, () => "")),
        new("huge numbers", (random, target, request) => WithRaw(target, request, () => Pick(random, "1e400", "-1e-400", "99999999999999999999999999", "1e308", "0.1e1", "-0"))),
        new("deep nesting", (random, target, request) => WithRaw(target, request, () => new string('[', 2000) + new string(']', 2000))),
        new("nesting just allowed", (random, target, request) => WithRaw(target, request, () => string.Concat(Enumerable.Repeat("{\"a\":", 60)) + "1" + new string('}', 60))),
        new("duplicate keys", (random, target, request) => WithText(request, $"{Text(request).TrimEnd().TrimEnd('}')}, {FieldName(random, target)}: 1, {FieldName(random, target)}: null}}")),
        new("lone surrogate", (random, target, request) => WithRaw(target, request, () => "\"\\ud800\"")),
        new("NUL characters", (random, target, request) => WithRaw(target, request, () => "\"a\\u0000b\"")),
        new("control and unusual characters", (random, target, request) => WithRaw(target, request, () => "\"\\u0001\\u001b[31m\\u2028\\ufeff\\ud83d\\ude00\\ufffe\"")),
        new("very long text", (random, target, request) => WithField(random, target, request, new string('x', 300_000))),
        new("odd keys", (random, target, request) => WithText(request, "{\"\":1,\"__proto__\":{\"a\":1},\"\\u0000\":2,\"PROMPT\":3,\"$ref\":\"#\"}")),
        new("list", (random, target, request) => WithText(request, $"[{Text(request)}]")),
        new("scalar", (random, target, request) => WithText(request, Pick(random, "null", "true", "12", "\"text\"", "{}", "[]"))),
        new("no JSON after all", (random, target, request) => WithText(request, Pick(random, "{'a':1}", "{a:1}", "NaN", "{\"a\":1}}", "{\"a\":1,}", "// hi\n{}", "<a/>", "\0\0\0", "   "))),
        new("other content type", (random, target, request) => request with
        {
            ContentType = Pick(random, "text/plain", "application/xml", "///", "application/json; charset=no-such", "multipart/form-data", "", "application/x-www-form-urlencoded"),
        }),
        new("half a form", (random, target, request) => WithText(request, "--b\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\nhal", contentType: "multipart/form-data; boundary=b")),
        new("form with odd parts", (random, target, request) => WithText(
            request,
            "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"../../etc/\u0001pass wd\"\r\n\r\nx\r\n--b\r\nContent-Disposition: form-data; name=\"retention_days\"\r\n\r\n1e9\r\n--b--\r\n",
            contentType: "multipart/form-data; boundary=b")),
        new("no body", (random, target, request) => request with { Body = null, ContentType = null }),
        new("empty chunked body", (random, target, request) => request with { Body = [], IsChunked = true, ContentType = null }),
        new("no content type", (random, target, request) => request with { ContentType = null, IsChunked = random.Next(2) == 0 }),
        new("content that says it is compressed", (random, target, request) => request with { Headers = [("Content-Encoding", "gzip")] }),
    ];

    private static string Pick(Random random, params string[] choices) => choices[random.Next(choices.Length)];

    private static string Text(FuzzRequest request) => Encoding.UTF8.GetString(request.Body!);

    private static FuzzRequest WithText(FuzzRequest request, string text, Encoding? encoding = null, string contentType = Json) =>
        request with { Body = (encoding ?? Encoding.UTF8).GetBytes(text), ContentType = contentType };

    private static FuzzRequest WithField(Random random, FuzzTarget target, FuzzRequest request, JsonNode? value)
    {
        var body = Copy(target);
        body[body.ElementAt(random.Next(body.Count)).Key] = value;
        return WithText(request, body.ToJsonString());
    }

    private static FuzzRequest WithFields(FuzzTarget target, FuzzRequest request, Func<JsonNode?> value)
    {
        var body = Copy(target);
        foreach (var name in body.Select(field => field.Key).ToList())
        {
            body[name] = value();
        }

        return WithText(request, body.ToJsonString());
    }

    private static FuzzRequest WithRaw(FuzzTarget target, FuzzRequest request, Func<string> value) =>
        WithText(request, $"{{{string.Join(',', Copy(target).Select(field => $"\"{field.Key}\":{value()}"))}}}");

    private static string FieldName(Random random, FuzzTarget target) => $"\"{Copy(target).ElementAt(random.Next(Copy(target).Count)).Key}\"";

    private static JsonObject Copy(FuzzTarget target) =>
        target.Example is { Count: > 0 } example ? (JsonObject)example.DeepClone() : new JsonObject { ["some_field"] = "some value" };

    private static JsonNode Junk(Random random) => random.Next(7) switch
    {
        0 => -1,
        1 => 2.5,
        2 => true,
        3 => new JsonArray(1, "two", null, new JsonObject()),
        4 => new JsonObject { ["a"] = new JsonObject { ["b"] = new JsonArray(false) } },
        5 => "'; drop table runs; -- {{x}} <script>",
        _ => "http://[::1",
    };
}
