using System.Net;
using System.Text.Json;
using Skyvern.Server.Core.Verification;
using Skyvern.Server.Demo;
using Skyvern.Server.Testing;

namespace Skyvern.Server.ServerTests;

/// <summary>The demo site's accounts with a second factor, as their pages and its code service behave.</summary>
public sealed class DemoLogInTests
{
    [Theory]
    [InlineData(DemoAccounts.WithCode, 1)]
    [InlineData(DemoAccounts.WithBoxes, 6)]
    public async Task LogIn_AccountWithASecondFactor_IsOpenOnlyWithACodeOfItsSecret(string user, int fields)
    {
        await using var server = await ServerFactory.StartAsync(works: false);
        using var http = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer() }) { BaseAddress = server.Address };
        Assert.True(TotpSecret.TryParse(DemoAccounts.Secret, out var secret));

        var asked = await PostAsync(http, "/demo/login", ("email", user), ("password", DemoAccounts.Password));
        Assert.Equal(fields, asked.Split("name=\"code\"").Length - 1);
        Assert.Contains("one-time-code", asked, StringComparison.Ordinal);
        Assert.DoesNotContain("Invoices", await http.GetStringAsync("/demo/account"), StringComparison.Ordinal);

        Assert.Contains("not valid", await PostAsync(http, "/demo/login/code", ("code", "000000")), StringComparison.Ordinal);
        var code = Totp.Code(secret, TimeProvider.System.GetUtcNow());
        (string, string)[] typed = fields == 1 ? [("code", code)] : [.. code.Select(digit => ("code", digit.ToString()))];

        Assert.Contains($"Logged in as {user}", await PostAsync(http, "/demo/login/code", typed), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Otp_AskedAsATotpUrl_GivesACodeThatTheLogInTakes()
    {
        await using var server = await ServerFactory.StartAsync(works: false);
        using var http = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer() }) { BaseAddress = server.Address };

        var answer = JsonElement.Parse(await PostAsync(http, "/demo/otp"));
        await PostAsync(http, "/demo/login", ("email", DemoAccounts.WithCode), ("password", DemoAccounts.Password));
        var account = await PostAsync(http, "/demo/login/code", ("code", answer.GetProperty("verification_code").GetString()!));

        Assert.Contains("Invoices", account, StringComparison.Ordinal);
    }

    private static async Task<string> PostAsync(HttpClient http, string path, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        using var answer = await http.PostAsync(path, form);
        return await answer.Content.ReadAsStringAsync();
    }
}
