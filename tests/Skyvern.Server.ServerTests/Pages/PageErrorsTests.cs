using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Testing;

namespace Skyvern.Server.ServerTests.Pages;

[Collection(ApiTests.Name)]
public sealed class PageErrorsTests(ApiServer api)
{
    [Fact]
    public async Task UnknownAddress_ForAPersonAndForAProgram_SpeaksToEach()
    {
        using var person = new Person(api.Server.Address);

        using var page = await person.Http.GetAsync("/nowhere");
        using var ofApi = await person.Http.GetAsync("/v1/nowhere");
        using var program = await api.Server.Http.GetAsync("/nowhere");

        Assert.Equal((HttpStatusCode.NotFound, "text/html"), (page.StatusCode, page.Content.Headers.ContentType!.MediaType));
        Assert.Contains("There is nothing at /nowhere.", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await Answers.AssertErrorAsync(HttpStatusCode.NotFound, ofApi);
        await Answers.AssertErrorAsync(HttpStatusCode.NotFound, program);
    }

    [Fact]
    public async Task Page_FaultOfTheServer_ShowsTheTraceAndNothingElseOfIt()
    {
        await using var server = await ServerFactory.StartAsync(
            works: false, services: services => services.Replace(ServiceDescriptor.Singleton<IRunReader>(_ => throw new InvalidOperationException("secret detail"))));
        using var person = await Person.LogInAsync(server);

        using var page = await person.Http.GetAsync("/tasks");
        var text = await page.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.InternalServerError, page.StatusCode);
        Assert.Matches("Trace <code>[0-9a-f]{32}</code>", text);
        Assert.DoesNotContain("secret detail", text, StringComparison.Ordinal);
        Assert.True(page.Headers.CacheControl!.NoStore);
    }

    [Fact]
    public async Task Page_TooManyRequests_SaysSoOnAPage()
    {
        await using var server = await ServerFactory.StartAsync(new Dictionary<string, string?> { ["Server:RequestsPerMinute"] = "1" }, works: false);
        using var person = await Person.LogInAsync(server);
        await person.ReadAsync("/tasks");

        using var page = await person.Http.GetAsync("/tasks");

        Assert.Equal(HttpStatusCode.TooManyRequests, page.StatusCode);
        Assert.NotNull(page.Headers.RetryAfter);
        Assert.Contains("Too many requests with this key", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
