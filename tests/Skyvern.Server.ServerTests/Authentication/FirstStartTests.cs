using System.Net;
using Skyvern.Server.Data;
using Skyvern.Server.Testing;

namespace Skyvern.Server.ServerTests.Authentication;

public sealed class FirstStartTests
{
    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.PostgreSql)]
    public async Task Start_EmptyDatabase_MakesAKeyThatWorks(DatabaseProvider provider)
    {
        await using var server = await ServerFactory.StartAsync(provider: provider, works: false);

        Assert.Matches("^sk_[A-Za-z0-9_-]{43}$", server.ApiKey);
        using var tenant = new Tenant("", "", server.ApiKey, server.ConnectWith(server.ApiKey));
        var runId = await tenant.StartRunAsync();
        using var canceled = await tenant.Http.PostAsync($"/v1/runs/{runId}/cancel", content: null);
        Assert.Equal(HttpStatusCode.OK, canceled.StatusCode);
        Assert.Equal(1, (await tenant.Http.GetJsonAsync("/v1/runs")).GetArrayLength());
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(server.Folder["api-key"]));
        }

        if (provider == DatabaseProvider.PostgreSql)
        {
            // Other processes of the database need them too.
            Assert.False(Path.Exists(server.Folder["keys"]) || Path.Exists(server.Folder["signing-keys.json"]));
        }
        else if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(server.Folder["keys"]) & UnixFileMode.OtherRead);
        }
    }

    [Theory]
    [InlineData("Server:BaseUrl", "skyvern.example.com", "Server:BaseUrl must be an http or https address")]
    [InlineData("Server:TrustedProxies", "10.0.0.0/8, gateway", "Server:TrustedProxies takes addresses and networks such as 10.0.0.7 or 10.0.0.0/8, separated by commas, not \"gateway\"")]
    public async Task Start_UnusableSetting_StopsWithASentence(string setting, string value, string sentence)
    {
        var fault = await Assert.ThrowsAsync<Microsoft.Extensions.Options.OptionsValidationException>(
            () => ServerFactory.StartAsync(new Dictionary<string, string?> { [setting] = value }, works: false));

        Assert.Contains(sentence, fault.Message);
    }
}
