using System.Net;

namespace Skyvern.Server.ServerTests.Endpoints;

[Collection(ApiTests.Name)]
public sealed class IdempotencyTests(ApiServer api)
{
    [Fact]
    public async Task RunTask_SameKeyAndMeaningOnBothPaths_IsOneRun()
    {
        using var tenant = await api.NewTenantAsync();
        using var first = await SendAsync(tenant, "/v1/run/tasks", "k", """{"prompt": "p", "max_steps": 5, "data_extraction_schema": {"a": 1, "b": 2}}""");
        using var second = await SendAsync(
            tenant, "/api/v1/run/tasks", "k", """{ "data_extraction_schema": {"b": 2, "a": 1}, "max_steps": "5", "prompt": "p", "title": null }""");

        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
        Assert.Equal(await IdOf(first), await IdOf(second));
        Assert.Equal(1, (await tenant.Http.GetJsonAsync("/v1/runs")).GetArrayLength());
    }

    [Fact]
    public async Task RunTask_TwentyAtOnceWithOneKey_MakeOneRun()
    {
        using var tenant = await api.NewTenantAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => SendAsync(tenant, "/v1/run/tasks", "k", """{"prompt": "p"}""")));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.Single((await Task.WhenAll(answers.Select(IdOf))).Distinct());
    }

    [Fact]
    public async Task RunTask_SameKeyOtherBody_Answers409()
    {
        using var tenant = await api.NewTenantAsync();
        using var first = await SendAsync(tenant, "/v1/run/tasks", "k", """{"prompt": "p"}""");
        using var second = await SendAsync(tenant, "/v1/run/tasks", "k", """{"prompt": "q"}""");

        await Answers.AssertErrorAsync(HttpStatusCode.Conflict, second);
    }

    [Fact]
    public async Task RunTask_RefusedRequest_LeavesTheKeyFree()
    {
        using var tenant = await api.NewTenantAsync();
        using var refused = await SendAsync(tenant, "/v1/run/tasks", "k", """{"prompt": "p", "url": "http://localhost/"}""");
        using var second = await SendAsync(tenant, "/v1/run/tasks", "k", """{"prompt": "p"}""");

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
    }

    [Fact]
    public async Task RunTask_KeysOfTwoOrganizations_AreApart()
    {
        using var one = await api.NewTenantAsync();
        using var other = await api.NewTenantAsync();
        using var first = await SendAsync(one, "/v1/run/tasks", "k", """{"prompt": "p"}""");
        using var second = await SendAsync(other, "/v1/run/tasks", "k", """{"prompt": "p"}""");

        Assert.NotEqual(await IdOf(first), await IdOf(second));
    }

    [Theory]
    [InlineData("with blank")]
    [InlineData("")]
    public async Task RunTask_KeyThatIsNone_Answers422(string key)
    {
        using var answer = await SendAsync(await api.NewTenantAsync(), "/v1/run/tasks", key, """{"prompt": "p"}""");

        Assert.Equal(["value_error at header.Idempotency-Key"], await Answers.AssertInvalidAsync(answer));
    }

    private static async Task<HttpResponseMessage> SendAsync(Tenant tenant, string path, string key, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = Json.Body(body) };
        request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        return await tenant.Http.SendAsync(request);
    }

    private static async Task<string> IdOf(HttpResponseMessage answer) => (await Json.ReadAsync(answer)).GetProperty("run_id").GetString()!;
}
