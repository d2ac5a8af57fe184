using System.Net;
using System.Text.Json;
using Skyvern.Server.Testing;

namespace Skyvern.Server.ServerTests.Pages;

[Collection(ApiTests.Name)]
public sealed class TaskListTests(ApiServer api)
{
    [Fact]
    public async Task List_NoTaskYet_TeachesHowToStartOne()
    {
        using var tenant = await api.NewTenantAsync();
        using var person = await Person.LogInAsync(api.Server, tenant.Key);

        var page = await person.ReadAsync("/tasks");

        Assert.Contains("Start your first task", page, StringComparison.Ordinal);
        Assert.Contains("/v1/run/tasks", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_StatusAndSearchInTheAddress_ShowsOnlyWhatMatches()
    {
        using var tenant = await api.NewTenantAsync();
        var invoices = await tenant.StartRunAsync("""{"prompt": "Fetch the invoices", "url": "https://example.com/a"}""");
        var names = await tenant.StartRunAsync("""{"prompt": "Read the names", "title": "<b>Names</b>"}""");
        (await tenant.Http.PostAsync($"/v1/runs/{names}/cancel", content: null)).Dispose();
        using var stranger = await api.NewTenantAsync();
        var foreign = await stranger.StartRunAsync();
        using var person = await Person.LogInAsync(api.Server, tenant.Key);

        var all = await person.ReadAsync("/tasks");
        var canceled = await person.ReadAsync("/tasks?status=canceled");
        var found = await person.ReadAsync("/tasks?search_key=INVOICES&status=nonsense");
        var none = await person.ReadAsync("/tasks?status=canceled&search_key=invoices");

        Assert.Equal((true, true, false), (all.Contains(invoices, StringComparison.Ordinal), all.Contains(names, StringComparison.Ordinal), all.Contains(foreign, StringComparison.Ordinal)));
        Assert.Contains("&lt;b&gt;Names&lt;/b&gt;", all, StringComparison.Ordinal);
        Assert.Equal((false, true), (canceled.Contains(invoices, StringComparison.Ordinal), canceled.Contains(names, StringComparison.Ordinal)));
        Assert.Equal((true, false), (found.Contains(invoices, StringComparison.Ordinal), found.Contains(names, StringComparison.Ordinal)));
        Assert.Contains("No task matches", none, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_MoreThanAPage_LeadsToTheRestAndExportsAll()
    {
        using var tenant = await api.NewTenantAsync();
        for (var number = 1; number <= 26; number++)
        {
            await tenant.StartRunAsync(JsonSerializer.Serialize(new { prompt = $"=Task \"{number}\"" }));
        }

        using var person = await Person.LogInAsync(api.Server, tenant.Key);
        var first = await person.ReadAsync("/tasks?status=queued");
        var second = await person.ReadAsync("/tasks?status=queued&page=2");
        using var file = await person.Http.GetAsync("/ui/tasks.csv?status=queued&page=2");
        var lines = (await file.Content.ReadAsStringAsync()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);

        Assert.Contains("href=\"/tasks?status=queued&amp;page=2\"", first, StringComparison.Ordinal);
        Assert.DoesNotContain("=Task &quot;1&quot;<", first, StringComparison.Ordinal);
        Assert.Contains("=Task &quot;1&quot;<", second, StringComparison.Ordinal);
        Assert.Equal(("text/csv", 27), (file.Content.Headers.ContentType!.MediaType, lines.Length));
        Assert.Contains(",\"'=Task \"\"1\"\"\",queued,", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_PasswordInThePrompt_IsShownNowhere()
    {
        using var tenant = await api.NewTenantAsync();
        await tenant.StartRunAsync("""{"prompt": "Log in with user \"ann\" and password \"s3cret-one\"", "url": "https://shop.example/?key=s3cret-one"}""");
        using var person = await Person.LogInAsync(api.Server, tenant.Key);

        foreach (var path in (string[])["/tasks", "/ui/tasks", "/ui/tasks.csv"])
        {
            var text = await person.ReadAsync(path);
            Assert.Contains("Log in with user", text, StringComparison.Ordinal);
            Assert.DoesNotContain("s3cret-one", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Part_OfTheList_IsTheTableAlone()
    {
        using var tenant = await api.NewTenantAsync();
        var run = await tenant.StartRunAsync();
        using var person = await Person.LogInAsync(api.Server, tenant.Key);

        var part = await person.ReadAsync("/ui/tasks");

        Assert.Contains($"data-key=\"{run}\"", part, StringComparison.Ordinal);
        Assert.DoesNotContain("<html", part, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_OfAnUnknownSession_Is404InTheLook()
    {
        using var person = await Person.LogInAsync(api.Server);

        using var page = await person.Http.GetAsync("/browser-session/pbs_1");

        Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
        Assert.Contains("There is no such browser session", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
