using System.Net.Http.Json;
using Skyvern.Server.Requests;

namespace Skyvern.Server.ServerTests.Faults;

/// <summary>Starts of runs as a careful client sends them: with a key, under which they can be sent again.</summary>
internal static class RepeatableRuns
{
    public static async Task<HttpResponseMessage> SendRunAsync(this HttpClient http, string key, string url, string webhookUrl)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "v1/run/tasks")
        {
            Headers = { { IdempotencyKeyReader.Header, key } },
            Content = JsonContent.Create(new { prompt = "Look at the order", url, webhook_url = webhookUrl }),
        };
        return await http.SendAsync(request);
    }

    /// <summary>The id of the run, old or new.</summary>
    public static async Task<string> RunOnceAsync(this HttpClient http, string key, string url, string webhookUrl)
    {
        using var answer = await http.SendRunAsync(key, url, webhookUrl);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return (await Json.ReadAsync(answer)).GetProperty("run_id").GetString()!;
    }
}
