using System.Net;
using System.Text.Json;

namespace Skyvern.Server.ServerTests;

/// <summary>Checks of answers.</summary>
internal static class Answers
{
    /// <summary>The one error shape, with a text that says what is wrong.</summary>
    public static async Task<string> AssertErrorAsync(HttpStatusCode status, HttpResponseMessage answer)
    {
        var body = await AssertShapeAsync(status, answer);
        Assert.Equal(JsonValueKind.String, body.GetProperty("detail").ValueKind);
        return body.GetProperty("detail").GetString()!;
    }

    /// <summary>The faults of a 422 as "type at place", in order.</summary>
    public static async Task<IReadOnlyList<string>> AssertInvalidAsync(HttpResponseMessage answer)
    {
        var body = await AssertShapeAsync(HttpStatusCode.UnprocessableEntity, answer);
        return [.. body.GetProperty("detail").EnumerateArray().Select(
            fault => $"{fault.GetProperty("type")} at {string.Join('.', fault.GetProperty("loc").EnumerateArray())}")];
    }

    private static async Task<JsonElement> AssertShapeAsync(HttpStatusCode status, HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(status == answer.StatusCode, $"{(int)answer.StatusCode}: {text}");
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
        var body = JsonElement.Parse(text);
        Assert.Equal((int)status, body.GetProperty("status").GetInt32());
        Assert.NotEmpty(body.GetProperty("title").GetString()!);
        Assert.Matches("^[0-9a-f]{16,32}$", body.GetProperty("trace_id").GetString()!);
        Assert.DoesNotContain("   at ", text);
        Assert.DoesNotContain("Exception", text);
        return body;
    }
}
