using System.Text;
using System.Text.Json;

namespace Skyvern.Server.ServerTests;

/// <summary>JSON in and out of requests.</summary>
internal static class Json
{
    public static StringContent Body(string json) => new(json, Encoding.UTF8, "application/json");

    public static async Task<JsonElement> ReadAsync(HttpResponseMessage answer) => JsonElement.Parse(await answer.Content.ReadAsStringAsync());

    public static async Task<JsonElement> GetJsonAsync(this HttpClient http, string path)
    {
        using var answer = await http.GetAsync(path);
        Assert.True(answer.IsSuccessStatusCode, $"{path} answered {(int)answer.StatusCode}");
        return await ReadAsync(answer);
    }
}
