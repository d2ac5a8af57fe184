using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Skyvern.Server.Core.Credentials;

namespace Skyvern.Server.ServerTests.Endpoints;

[Collection(ApiTests.Name)]
public sealed class CredentialEndpointsTests(ApiServer api)
{
    private const string Password = "never-shown-4711";
    private const string Totp = "JBSWY3DPEHPK3PXP";

    [Fact]
    public async Task Create_Credential_IsListedWithoutWhatIsSecret()
    {
        var tenant = await api.NewTenantAsync();

        using var created = await tenant.Http.PostAsJsonAsync("/v1/credentials", Body("Shop"));
        var text = await created.Content.ReadAsStringAsync();
        var credential = JsonElement.Parse(text);
        var list = await tenant.Http.GetStringAsync("/v1/credentials");
        var one = await tenant.Http.GetStringAsync($"/v1/credentials/{credential.GetProperty("credential_id").GetString()}");

        Assert.Equal(HttpStatusCode.OK, created.StatusCode);
        Assert.StartsWith("cred_", credential.GetProperty("credential_id").GetString(), StringComparison.Ordinal);
        Assert.Equal(("Shop", "password"), (credential.GetProperty("name").GetString(), credential.GetProperty("credential_type").GetString()));
        Assert.Equal("ada", credential.GetProperty("credential").GetProperty("username").GetString());
        Assert.Equal("https://shop.example", credential.GetProperty("origins")[0].GetString());
        Assert.Equal(1, JsonElement.Parse(list).GetArrayLength());
        Assert.All((string[])[text, list, one], answer =>
        {
            Assert.DoesNotContain(Password, answer, StringComparison.Ordinal);
            Assert.DoesNotContain(Totp, answer, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Create_Credential_IsEncryptedInTheStoreAndOpenedForRuns()
    {
        var tenant = await api.NewTenantAsync();
        using var created = await tenant.Http.PostAsJsonAsync("/v1/credentials", Body("Shop"));

        var stored = Assert.Single(await api.Server.Services.GetRequiredService<ICredentialStore>().ListAsync(tenant.OrganizationId, default));
        var opened = Assert.Single(await api.Server.Services.GetRequiredService<ICredentialSource>().OpenAsync(tenant.OrganizationId, default));

        Assert.DoesNotContain(Password, stored.ProtectedPassword, StringComparison.Ordinal);
        Assert.DoesNotContain(Totp, stored.ProtectedTotpSecret, StringComparison.Ordinal);
        Assert.Equal((Password, Totp), (opened.Password, opened.TotpSecret));
    }

    [Fact]
    public async Task Create_NameOfAnother_Is409()
    {
        var tenant = await api.NewTenantAsync();
        using var first = await tenant.Http.PostAsJsonAsync("/v1/credentials", Body("Shop"));
        using var second = await tenant.Http.PostAsJsonAsync("/v1/credentials", Body("Shop"));

        Assert.Equal(HttpStatusCode.Conflict, second.StatusCode);
    }

    [Theory]
    [InlineData("""{"credential_type":"password","credential":{"username":"a","password":"b"},"origins":["https://a.example"]}""", "name")]
    [InlineData("""{"name":"n","credential_type":"card","credential":{"username":"a","password":"b"},"origins":["https://a.example"]}""", "credential_type")]
    [InlineData("""{"name":"n","credential_type":"password","origins":["https://a.example"]}""", "credential")]
    [InlineData("""{"name":"n","credential_type":"password","credential":{"username":"a"},"origins":["https://a.example"]}""", "password")]
    [InlineData("""{"name":"n","credential_type":"password","credential":{"username":"a","password":"s3cret"}}""", "origins")]
    [InlineData("""{"name":"n","credential_type":"password","credential":{"username":"a","password":"s3cret"},"origins":["file:///x"]}""", "origins")]
    public async Task Create_BodyWithAFault_Is422AndQuotesNoSecret(string body, string field)
    {
        var tenant = await api.NewTenantAsync();

        using var answer = await tenant.Http.PostAsync("/v1/credentials", new StringContent(body, System.Text.Encoding.UTF8, "application/json"));
        var text = await answer.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains(JsonElement.Parse(text).GetProperty("detail").EnumerateArray(), fault => fault.GetProperty("loc").EnumerateArray().Any(part => part.ToString() == field));
        Assert.DoesNotContain("s3cret", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Delete_Credential_IsGoneOnBothRoutesAndOnlyForItsOwner()
    {
        var (tenant, other) = (await api.NewTenantAsync(), await api.NewTenantAsync());
        var first = await CreateAsync(tenant, "One");
        var second = await CreateAsync(tenant, "Two");

        using var foreign = await other.Http.DeleteAsync($"/v1/credentials/{first}");
        using var posted = await tenant.Http.PostAsync($"/v1/credentials/{first}/delete", content: null);
        using var deleted = await tenant.Http.DeleteAsync($"/v1/credentials/{second}");
        using var again = await tenant.Http.DeleteAsync($"/v1/credentials/{second}");

        Assert.Equal(
            [HttpStatusCode.NotFound, HttpStatusCode.NoContent, HttpStatusCode.NoContent, HttpStatusCode.NotFound],
            [foreign.StatusCode, posted.StatusCode, deleted.StatusCode, again.StatusCode]);
    }

    private static object Body(string name) => new
    {
        name,
        credential_type = "password",
        credential = new { username = "ada", password = Password, totp = Totp },
        origins = (string[])["https://shop.example/login"],
    };

    private static async Task<string> CreateAsync(Tenant tenant, string name)
    {
        using var created = await tenant.Http.PostAsJsonAsync("/v1/credentials", Body(name));
        return (await created.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("credential_id").GetString()!;
    }
}
