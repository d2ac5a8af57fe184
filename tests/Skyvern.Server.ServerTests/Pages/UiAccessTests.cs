using System.Net;
using Skyvern.Server.Testing;

namespace Skyvern.Server.ServerTests.Pages;

/// <summary>Who may use what: the cookie is for pages alone, and pages are for the cookie alone.</summary>
[Collection(ApiTests.Name)]
public sealed class UiAccessTests(ApiServer api)
{
    [Theory]
    [InlineData("/v1/runs")]
    [InlineData("/api/v1/tasks")]
    [InlineData("/v1/browser_sessions")]
    public async Task Api_WithTheCookie_IsRefused(string path)
    {
        using var person = await Person.LogInAsync(api.Server);

        using var answer = await person.Http.GetAsync(path);

        await Answers.AssertErrorAsync(HttpStatusCode.Forbidden, answer);
    }

    [Theory]
    [InlineData("/tasks", HttpStatusCode.Found)]
    [InlineData("/browser-sessions", HttpStatusCode.Found)]
    [InlineData("/ui/tasks", HttpStatusCode.Unauthorized)]
    [InlineData("/ui/tasks.csv", HttpStatusCode.Unauthorized)]
    public async Task Page_WithAKey_IsRefused(string path, HttpStatusCode status)
    {
        using var answer = await api.Server.Http.GetAsync(path);

        Assert.Equal(status, answer.StatusCode);
    }

    [Theory]
    [InlineData("/logout")]
    [InlineData("/login")]
    [InlineData("/ui/browser-sessions")]
    [InlineData("/tasks")]
    public async Task Form_WithoutItsToken_IsRefused(string action)
    {
        using var person = await Person.LogInAsync(api.Server);
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("key", api.Server.ApiKey)]);

        using var answer = await person.Http.PostAsync(action, form);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("<h1>Tasks</h1>", await person.ReadAsync("/tasks"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Origin", "https://example.com")]
    [InlineData("Origin", "null")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    public async Task Script_OfAnotherSite_IsRefused(string header, string value)
    {
        using var person = await Person.LogInAsync(api.Server);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/ui/tasks") { Headers = { { header, value } } };

        using var answer = await person.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task Page_Any_LoadsNothingFromElsewhereAndIsNotKept()
    {
        using var person = await Person.LogInAsync(api.Server);

        foreach (var path in (string[])["/tasks", "/ui/tasks", "/nowhere"])
        {
            using var page = await person.Http.GetAsync(path);
            var policy = page.Headers.GetValues("Content-Security-Policy").Single();
            Assert.StartsWith("default-src 'self';", policy, StringComparison.Ordinal);
            Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
            Assert.True(page.Headers.CacheControl!.NoStore);
            Assert.Equal("nosniff", page.Headers.GetValues("X-Content-Type-Options").Single());
            var text = await page.Content.ReadAsStringAsync();
            Assert.DoesNotContain(" style=", text, StringComparison.Ordinal);
            Assert.DoesNotContain("<script>", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Files_OfAPage_AreKeptForEverUnderTheirName()
    {
        using var person = await Person.LogInAsync(api.Server);
        var page = await person.ReadAsync("/tasks");
        var start = page.IndexOf("/assets/", StringComparison.Ordinal);

        using var sheet = await person.Http.GetAsync(page[start..page.IndexOf('"', start)]);
        using var old = await person.Http.GetAsync("/assets/0000000000/css/tokens.css");

        Assert.Equal(("text/css", TimeSpan.FromDays(365)), (sheet.Content.Headers.ContentType!.MediaType, sheet.Headers.CacheControl!.MaxAge));
        Assert.Equal(HttpStatusCode.NotFound, old.StatusCode);
    }

    [Fact]
    public async Task Theme_Chosen_HoldsOnAllPages()
    {
        using var person = new Person(api.Server.Address);
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("theme", "dark"), KeyValuePair.Create("return", "/login")]);

        using var chosen = await person.Http.PostAsync("/theme", form);

        Assert.Equal("/login", chosen.Headers.Location!.OriginalString);
        Assert.Contains("<html lang=\"en\" data-theme=\"dark\">", await person.ReadAsync("/login"), StringComparison.Ordinal);
    }
}
