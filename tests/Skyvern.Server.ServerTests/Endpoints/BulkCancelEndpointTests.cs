using System.Text.Json;

namespace Skyvern.Server.ServerTests.Endpoints;

[Collection(ApiTests.Name)]
public sealed class BulkCancelEndpointTests(ApiServer api)
{
    [Fact]
    public async Task CancelRuns_SomeKnownSomeNot_SaysWhichAreStopped()
    {
        using var tenant = await api.NewTenantAsync();
        using var stranger = await api.NewTenantAsync();
        string[] mine = [await tenant.StartRunAsync(), await tenant.StartRunAsync(), await tenant.StartRunAsync()];
        var foreign = await stranger.StartRunAsync();
        using (await tenant.Http.PostAsync($"/v1/runs/{mine[2]}/cancel", null))
        {
        }

        using var answer = await PostAsync(tenant, JsonSerializer.Serialize(new { run_ids = (string[])[mine[0], mine[1], mine[0], mine[2], foreign, "tsk_nobody"] }));

        var body = await Json.ReadAsync(answer);
        Assert.Equal([mine[0], mine[1]], Texts(body, "cancelled"));
        Assert.Equal([mine[2], foreign, "tsk_nobody"], Texts(body, "failed"));
        Assert.Equal("canceled", (await tenant.Http.GetJsonAsync($"/v1/runs/{mine[1]}")).GetProperty("status").GetString());
        Assert.Equal("queued", (await stranger.Http.GetJsonAsync($"/v1/runs/{foreign}")).GetProperty("status").GetString());
    }

    [Theory]
    [InlineData("{}", "missing at body.run_ids")]
    [InlineData("""{"run_ids": "tsk_1"}""", "list_type at body.run_ids")]
    [InlineData("""{"run_ids": ["tsk_1", 2]}""", "string_type at body.run_ids.1")]
    public async Task CancelRuns_WrongBody_IsToldWhere(string body, string fault)
    {
        using var tenant = await api.NewTenantAsync();

        using var answer = await PostAsync(tenant, body);

        Assert.Equal([fault], await Answers.AssertInvalidAsync(answer));
    }

    [Fact]
    public async Task CancelRuns_MoreThanAHundred_IsRefusedAndStopsNone()
    {
        using var tenant = await api.NewTenantAsync();
        var runId = await tenant.StartRunAsync();

        using var answer = await PostAsync(tenant, JsonSerializer.Serialize(new { run_ids = Enumerable.Repeat(runId, 101) }));

        Assert.Equal(["too_long at body.run_ids"], await Answers.AssertInvalidAsync(answer));
        Assert.Equal("queued", (await tenant.Http.GetJsonAsync($"/v1/runs/{runId}")).GetProperty("status").GetString());
    }

    private static Task<HttpResponseMessage> PostAsync(Tenant tenant, string body) => tenant.Http.PostAsync("/v1/runs/cancel", Json.Body(body));

    private static IEnumerable<string?> Texts(JsonElement body, string name) => body.GetProperty(name).EnumerateArray().Select(text => text.GetString());
}
