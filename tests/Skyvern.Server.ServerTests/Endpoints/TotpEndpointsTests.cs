using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Skyvern.Client.Contracts;
using Skyvern.Server.Core.Verification;
using Skyvern.Server.Testing;

namespace Skyvern.Server.ServerTests.Endpoints;

[Collection(ApiTests.Name)]
public sealed class TotpEndpointsTests(ApiServer api)
{
    [Theory]
    [InlineData("/v1/credentials/totp")]
    [InlineData("/v1/credentials/totp/")]
    [InlineData("/api/v1/totp")]
    [InlineData("/api/v1/totp/")]
    public async Task SendCode_Message_AnswersWithTheCodeInTheContractsForm(string path)
    {
        using var tenant = await api.NewTenantAsync();
        var run = await tenant.StartRunAsync();

        using var answer = await tenant.Http.PostAsync(path, Json.Body(
            $$"""{"totp_identifier": " Ann@Mail.Example ", "content": "  Your Acme code is 482 913. ", "task_id": "{{run}}", "source": "sms", "expired_at": "2030-01-01T12:00:00+02:00", "type": "x"}"""));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var code = await Json.ReadAsync(answer);
        Assert.Equal(
            ["totp_code_id", "totp_identifier", "task_id", "workflow_id", "workflow_run_id", "source", "content", "code", "status", "expired_at", "type", "otp_type", "organization_id", "created_at", "modified_at"],
            code.EnumerateObject().Select(field => field.Name));
        Assert.StartsWith("totp_", Text(code, "totp_code_id"), StringComparison.Ordinal);
        Assert.Equal(
            ("ann@mail.example", run, null, "sms", "Your Acme code is 482 913.", "482913", null, "2030-01-01T10:00:00.000Z", "totp", tenant.OrganizationId),
            (Text(code, "totp_identifier"), Text(code, "task_id"), Text(code, "workflow_id"), Text(code, "source"), Text(code, "content"), Text(code, "code"),
                Text(code, "status"), Text(code, "expired_at"), Text(code, "otp_type"), Text(code, "organization_id")));
    }

    [Theory]
    [InlineData("0042 ", "0042", "totp", null)]
    [InlineData("Sign in: https://acme.example/login?token=abc", "https://acme.example/login?token=abc", "magic_link", null)]
    [InlineData("Two numbers, 482913 and 991827, and no word what for", "", null, "raw_pending")]
    public async Task SendCode_KindsOfContent_AreTold(string content, string code, string? type, string? status)
    {
        using var tenant = await api.NewTenantAsync();

        var answer = await SendAsync(tenant, new { totp_identifier = "phone", content });

        Assert.Equal((code, type, status), (Text(answer, "code"), Text(answer, "otp_type"), Text(answer, "status")));
    }

    [Fact]
    public async Task SendCode_Faults_AreNamedTogether()
    {
        using var nothing = await api.Server.Http.PostAsync("/v1/credentials/totp", Json.Body("{}"));
        Assert.Equal(["missing at body.totp_identifier", "missing at body.content"], await Answers.AssertInvalidAsync(nothing));

        using var wrong = await api.Server.Http.PostAsync("/v1/credentials/totp", Json.Body("""{"totp_identifier": "", "content": 123456, "task_id": 5, "expired_at": "soon"}"""));
        Assert.Equal(
            ["string_too_short at body.totp_identifier", "string_type at body.content", "string_type at body.task_id", "datetime_parsing at body.expired_at"],
            await Answers.AssertInvalidAsync(wrong));
    }

    [Theory]
    [InlineData("task_id")]
    [InlineData("workflow_id")]
    [InlineData("workflow_run_id")]
    public async Task SendCode_UnknownId_IsRefusedByName(string field)
    {
        using var tenant = await api.NewTenantAsync();
        using var other = await api.NewTenantAsync();
        var foreign = await other.StartRunAsync();

        using var answer = await tenant.Http.PostAsync("/v1/credentials/totp", Json.Body($$"""{"totp_identifier": "a", "content": "123456", "{{field}}": "{{foreign}}"}"""));

        Assert.Contains(field, await Answers.AssertErrorAsync(HttpStatusCode.BadRequest, answer), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SendCode_TooLong_IsRefused()
    {
        var content = new string('a', 65_537);
        using var answer = await api.Server.Http.PostAsync("/v1/credentials/totp", Json.Body($$"""{"totp_identifier": "a", "content": "{{content}}"}"""));

        Assert.Contains("65536", await Answers.AssertErrorAsync(HttpStatusCode.BadRequest, answer), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SendCode_WithoutAKey_IsForbidden()
    {
        using var http = api.Server.ConnectWith(null);
        using var answer = await http.PostAsync("/v1/credentials/totp", Json.Body("""{"totp_identifier": "a", "content": "123456"}"""));

        await Answers.AssertErrorAsync(HttpStatusCode.Forbidden, answer);
    }

    [Fact]
    public async Task SendCode_ReaderThatDoesNotAnswer_Is502()
    {
        await using var server = await ServerFactory.StartAsync(works: false, services: services => services.AddSingleton<ICodeReader, SilentReader>());

        using var answer = await server.Http.PostAsync("/v1/credentials/totp", Json.Body("""{"totp_identifier": "a", "content": "Your codes: 482913 or 991827"}"""));

        await Answers.AssertErrorAsync(HttpStatusCode.BadGateway, answer);
    }

    [Fact]
    public async Task ListCodes_ByFilters_NewestFirstAndOnlyOnesOwn()
    {
        using var tenant = await api.NewTenantAsync();
        using var other = await api.NewTenantAsync();
        await SendAsync(other, new { totp_identifier = "ann@mail.example", content = "000000" });
        await SendAsync(tenant, new { totp_identifier = "Ann@mail.example", content = "111111" });
        await SendAsync(tenant, new { totp_identifier = "ann@mail.example", content = "Log in: https://acme.example/login?token=abc" });
        await SendAsync(tenant, new { totp_identifier = "Phone", content = "333333" });

        Assert.Equal(["333333", "https://acme.example/login?token=abc", "111111"], await ListAsync(tenant, ""));
        Assert.Equal(["https://acme.example/login?token=abc", "111111"], await ListAsync(tenant, "?totp_identifier=ANN@mail.example"));
        Assert.Equal(["111111"], await ListAsync(tenant, "?totp_identifier=ann@mail.example&otp_type=totp"));
        Assert.Equal(["333333"], await ListAsync(tenant, "?limit=1"));
        Assert.Empty(await ListAsync(tenant, "?totp_identifier=phone"));
        Assert.Empty(await ListAsync(tenant, "?workflow_run_id=wr_1"));

        using var wrong = await tenant.Http.GetAsync("/v1/credentials/totp?limit=201&otp_type=sms");
        Assert.Equal(["enum at query.otp_type.0", "less_than_equal at query.limit"], await Answers.AssertInvalidAsync(wrong));
    }

    [Fact]
    public async Task SendCode_IdentifierLongerThanAnyAddress_IsRefused()
    {
        using var answer = await api.Server.Http.PostAsync(
            "/v1/credentials/totp", Json.Body($$"""{"totp_identifier": "{{new string('x', 501)}}", "content": "123456"}"""));

        Assert.Equal(["string_too_long at body.totp_identifier"], await Answers.AssertInvalidAsync(answer));
    }

    [Fact]
    public async Task SendTotpCode_ByTheClient_GivesTheCode()
    {
        var code = await api.Server.Client.SendTotpCodeAsync(new SendTotpCodeRequest { TotpIdentifier = "client", Content = "Your PIN: 4711" });

        Assert.Equal(("4711", "totp"), (code.Code, code.OtpType));
    }

    [Fact]
    public async Task RunTask_TotpUrlOnAPrivateAddress_IsRefused()
    {
        using var answer = await api.Server.Http.PostAsync("/v1/run/tasks", Json.Body("""{"prompt": "p", "totp_url": "http://10.1.2.3/otp"}"""));

        var detail = await Answers.AssertErrorAsync(HttpStatusCode.BadRequest, answer);
        Assert.Contains("totp_url", detail, StringComparison.Ordinal);
        Assert.Contains("10.1.2.3", detail, StringComparison.Ordinal);
    }

    private static async Task<JsonElement> SendAsync(Tenant tenant, object body)
    {
        using var answer = await tenant.Http.PostAsync("/v1/credentials/totp", Json.Body(JsonSerializer.Serialize(body)));
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return await Json.ReadAsync(answer);
    }

    private static async Task<List<string?>> ListAsync(Tenant tenant, string query) =>
        [.. (await tenant.Http.GetJsonAsync("/v1/credentials/totp" + query)).EnumerateArray().Select(code => Text(code, "code"))];

    private static string? Text(JsonElement code, string field) => code.GetProperty(field).GetString();

    private sealed class SilentReader : ICodeReader
    {
        public Task<string?> ReadAsync(string message, CancellationToken cancellationToken) => throw new CodeReaderException("The model does not answer.");
    }
}
