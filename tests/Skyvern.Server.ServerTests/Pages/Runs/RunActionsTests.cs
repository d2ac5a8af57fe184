using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Skyvern.Server.Core.Artifacts;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Http;
using Skyvern.Server.Pages.Runs;
using Skyvern.Server.Testing;

namespace Skyvern.Server.ServerTests.Pages.Runs;

[Collection(ApiTests.Name)]
public sealed class RunActionsTests(ApiServer api)
{
    [Fact]
    public async Task Page_OfAForeignRun_AnswersAsForAnUnknownOne()
    {
        using var owner = await api.NewTenantAsync();
        using var other = await api.NewTenantAsync();
        var runId = await owner.StartRunAsync();
        var story = await RunStory.TakeAsync(api.Server, runId);
        await story.AddStepAsync();
        var artifact = await story.AddArtifactAsync(ArtifactTypes.Prompt, ".txt", "a prompt");
        using var person = await Person.LogInAsync(api.Server, other.Key);

        foreach (var path in (string[])[$"/tasks/{runId}", $"/tasks/{runId}/steps/1", $"/ui/runs/{runId}/top", $"/ui/runs/{runId}/timeline", $"/ui/runs/{runId}/tabs/output", $"/ui/runs/{runId}/output.json", $"/ui/artifacts/{artifact.Id}"])
        {
            using var answer = await person.Http.GetAsync(path);
            Assert.Equal((path, HttpStatusCode.NotFound), (path, answer.StatusCode));
            Assert.DoesNotContain("Wait", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        using var canceled = await person.SendAsync("/tasks", $"/ui/runs/{runId}/cancel");
        Assert.Equal(HttpStatusCode.NotFound, canceled.StatusCode);
        Assert.Equal(RunStatus.Running, (await api.Runs.FindAsync(owner.OrganizationId, runId, CancellationToken.None))!.Status);
    }

    [Fact]
    public async Task Page_SecretsOfTheRequest_AreNowhereOnIt()
    {
        using var tenant = await api.NewTenantAsync();
        var runId = await tenant.StartRunAsync("""
            {"prompt": "Log in as ann with password \"hunter2-secret\"", "url": "https://shop.example", "extra_http_headers": {"Authorization": "Bearer abcdef123456"},
             "proxy_location": {"url": "http://me:proxy-secret-99@proxy.example:3128"}, "webhook_url": "https://ann:hook-secret-77@hooks.example/x"}
            """);
        using var person = await Person.LogInAsync(api.Server, tenant.Key);

        foreach (var tab in Enum.GetNames<RunTab>())
        {
            var page = await person.ReadAsync($"/tasks/{runId}?tab={tab}");
            Assert.Contains(runId, page, StringComparison.Ordinal);
            Assert.DoesNotContain("hunter2-secret", page, StringComparison.Ordinal);
            Assert.DoesNotContain("abcdef123456", page, StringComparison.Ordinal);
            Assert.DoesNotContain("proxy-secret-99", page, StringComparison.Ordinal);
            Assert.DoesNotContain("hook-secret-77", page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Cancel_ByTheForm_EndsTheRunAndShowsItsPage()
    {
        using var tenant = await api.NewTenantAsync();
        var runId = await tenant.StartRunAsync();
        using var person = await Person.LogInAsync(api.Server, tenant.Key);

        using var unguarded = await person.Http.PostAsync($"/ui/runs/{runId}/cancel", content: null);
        using var answer = await person.SendAsync($"/tasks/{runId}", $"/ui/runs/{runId}/cancel");

        Assert.Equal(HttpStatusCode.BadRequest, unguarded.StatusCode);
        Assert.Equal((HttpStatusCode.Found, $"/tasks/{runId}"), (answer.StatusCode, answer.Headers.Location!.OriginalString));
        var page = await person.ReadAsync($"/tasks/{runId}");
        Assert.Contains("Canceled", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Stop this run?", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Webhook_SentAgainByTheForm_IsListedWithItsAnswer()
    {
        await using var receiver = await WebhookReceiver.StartAsync((context, _) =>
        {
            context.Response.StatusCode = 418;
            return Task.CompletedTask;
        });
        await using var server = await ServerFactory.StartAsync(new Dictionary<string, string?> { ["Network:AllowedHosts"] = "127.0.0.1" }, works: false);
        using var tenant = await Tenant.NewAsync(server);
        var runId = await tenant.StartRunAsync(JsonSerializer.Serialize(new { prompt = "Wait", webhook_url = receiver.Url }));
        await (await RunStory.TakeAsync(server, runId)).EndAsync(new RunResult(RunStatus.Completed));
        using var person = await Person.LogInAsync(server, tenant.Key);

        using var answer = await person.SendAsync($"/tasks/{runId}?tab=webhooks", $"/ui/runs/{runId}/webhook");

        Assert.Equal($"/tasks/{runId}?tab=webhooks#tabs", answer.Headers.Location!.OriginalString);
        var sent = Assert.Single(receiver.Received);
        var page = await person.ReadAsync($"/tasks/{runId}?tab=webhooks");
        Assert.Contains("418", page, StringComparison.Ordinal);
        Assert.Contains("by hand", page, StringComparison.Ordinal);
        Assert.Contains(sent.Headers["x-skyvern-signature"], page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Artifact_ByTheCookie_IsSentInRangesAndCanRunNothing()
    {
        using var tenant = await api.NewTenantAsync();
        var story = await RunStory.TakeAsync(api.Server, await tenant.StartRunAsync());
        await story.AddStepAsync();
        var page = await story.AddArtifactAsync("html_scrape", ".html", "<script>alert(1)</script>");
        var file = await story.AddArtifactAsync(ArtifactTypes.Download, ".html", "<script>alert(2)</script>", "evil.html");
        using var person = await Person.LogInAsync(api.Server, tenant.Key);
        using var nobody = new Person(api.Server.Address);

        using var shown = await person.Http.GetAsync($"/ui/artifacts/{page.Id}");
        using var asked = new HttpRequestMessage(HttpMethod.Get, $"/ui/artifacts/{file.Id}") { Headers = { Range = new(1, 6) } };
        using var part = await person.Http.SendAsync(asked);
        using var byKey = await tenant.Http.GetAsync($"/ui/artifacts/{file.Id}");

        Assert.StartsWith("sandbox;", shown.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal("nosniff", shown.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal((HttpStatusCode.PartialContent, "script"), (part.StatusCode, await part.Content.ReadAsStringAsync()));
        Assert.Equal("attachment", part.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("application/octet-stream", part.Content.Headers.ContentType!.MediaType);
        Assert.NotEqual(HttpStatusCode.OK, byKey.StatusCode);
        Assert.NotEqual(HttpStatusCode.OK, (await nobody.Http.GetAsync($"/ui/artifacts/{file.Id}")).StatusCode);
    }

    [Fact]
    public async Task Step_WithTextsAndPictures_ShowsWhatWasSeenSaidAndDone()
    {
        using var tenant = await api.NewTenantAsync();
        var runId = await tenant.StartRunAsync();
        var story = await RunStory.TakeAsync(api.Server, runId);
        await story.AddStepAsync();
        await story.AddStepAsync();
        await story.AddArtifactAsync(ArtifactTypes.Observation, ".txt", "e14 link \"Paper\" <b>");
        await story.AddArtifactAsync(ArtifactTypes.Prompt, ".txt", "The whole prompt");
        await story.AddArtifactAsync(ArtifactTypes.Reply, ".txt", "The model's reply");
        using var person = await Person.LogInAsync(api.Server, tenant.Key);

        var page = WebUtility.HtmlDecode(await person.ReadAsync($"/tasks/{runId}/steps/2"));

        Assert.All(
            (string[])["e14 link \"Paper\" <b>", "The whole prompt", "The model's reply", "sample-model", "8,120 in", $"href=\"/tasks/{runId}/steps/1\""],
            part => Assert.Contains(part, page, StringComparison.Ordinal));
        using var missing = await person.Http.GetAsync($"/tasks/{runId}/steps/3");
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
    }

    [Fact]
    public async Task Curl_AsThePageShowsIt_StartsTheSameTask()
    {
        using var tenant = await api.NewTenantAsync();
        var runId = await tenant.StartRunAsync("""{"prompt": "Say 'it''s $HOME' \\ and \"go\"", "url": "https://shop.example/", "max_steps": 7}""");
        var run = (await api.Runs.FindAsync(tenant.OrganizationId, runId, CancellationToken.None))!;
        var curl = RunRequestView.Of(new RunFacts(run, run.Request, 7, run.CreatedAt), api.Server.Services.GetRequiredService<ServerAddress>().Api).Snippets[0].Code;
        var start = new ProcessStartInfo("/bin/sh", ["-c", curl]) { RedirectStandardOutput = true, Environment = { ["SKYVERN_API_KEY"] = tenant.Key } };

        using var shell = Process.Start(start)!;
        var answer = JsonElement.Parse(await shell.StandardOutput.ReadToEndAsync());
        await shell.WaitForExitAsync();

        var again = (await api.Runs.FindAsync(tenant.OrganizationId, answer.GetProperty("run_id").GetString()!, CancellationToken.None))!;
        Assert.Equal((run.Request.Prompt, run.Request.Url, 7), (again.Request.Prompt, again.Request.Url, again.Request.MaxSteps));
    }
}
