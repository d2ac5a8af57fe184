using System.Net;
using System.Net.Http.Headers;
using Skyvern.Server.Core.Artifacts;

namespace Skyvern.Server.ServerTests.Endpoints;

[Collection(ApiTests.Name)]
public sealed class ArtifactEndpointsTests(ApiServer api)
{
    private static readonly (string Type, string Extension, string MediaType)[] Kinds =
    [
        (ArtifactTypes.ActionScreenshot, ".jpg", "image/jpeg"), ("screenshot", ".png", "image/png"), (ArtifactTypes.Prompt, ".txt", "text/plain"),
        (ArtifactTypes.ConsoleLog, ".txt", "text/plain"), ("html_scrape", ".html", "text/html"), (ArtifactTypes.ParsedReply, ".json", "application/json"),
        (ArtifactTypes.Recording, ".webm", "video/webm"), (ArtifactTypes.Recording, ".mp4", "video/mp4"), (ArtifactTypes.Download, ".csv", "application/octet-stream"),
    ];

    [Fact]
    public async Task ListArtifacts_Types_AreFilteredOldestFirstWithLinks()
    {
        using var tenant = await api.NewTenantAsync();
        var (runId, story) = await StartAsync(tenant);
        var first = await story.AddArtifactAsync(ArtifactTypes.ActionScreenshot, ".jpg", "one");
        await story.AddArtifactAsync(ArtifactTypes.Prompt, ".txt", "prompt");
        await story.AddStepAsync();
        await story.AddArtifactAsync(ArtifactTypes.Download, ".csv", "two", "list.csv");

        var all = await tenant.Http.GetJsonAsync($"/v1/runs/{runId}/artifacts");
        var some = await tenant.Http.GetJsonAsync($"/v1/runs/{runId}/artifacts?artifact_type=screenshot_action&artifact_type=download");

        Assert.Equal(3, all.GetArrayLength());
        Assert.Equal(2, some.GetArrayLength());
        Assert.Equal(first.Id, some[0].GetProperty("artifact_id").GetString());
        Assert.DoesNotContain(api.Server.Folder.Path, all.GetRawText());
        Assert.StartsWith($"{api.Server.Address}v1/artifacts/{first.Id}/content?expiry=", some[0].GetProperty("signed_url").GetString());
    }

    [Fact]
    public async Task GetContent_SignedLinkWithoutKey_SendsBytesWithTheirType()
    {
        using var tenant = await api.NewTenantAsync();
        var (runId, story) = await StartAsync(tenant);
        foreach (var (type, extension, _) in Kinds)
        {
            await story.AddArtifactAsync(type, extension, "content of " + type);
        }

        using var nobody = api.Server.ConnectWith(apiKey: null);
        var artifacts = (await tenant.Http.GetJsonAsync($"/v1/runs/{runId}/artifacts")).EnumerateArray().ToList();
        foreach (var artifact in artifacts)
        {
            var type = artifact.GetProperty("artifact_type").GetString()!;
            using var answer = await nobody.GetAsync(artifact.GetProperty("signed_url").GetString());

            Assert.Equal("content of " + type, await answer.Content.ReadAsStringAsync());
            Assert.Contains(Kinds, kind => kind.Type == type && kind.MediaType == answer.Content.Headers.ContentType?.MediaType);
            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.Equal("bytes", answer.Headers.AcceptRanges.Single());
            Assert.True(answer.Headers.CacheControl is { Private: true, MaxAge: { } age } && age > TimeSpan.FromMinutes(59));
            Assert.Equal(type == ArtifactTypes.Download ? "attachment" : "inline", answer.Content.Headers.ContentDisposition?.DispositionType);
            Assert.Equal(type.StartsWith("html", StringComparison.Ordinal), answer.Headers.GetValues("Content-Security-Policy").Single().Contains("sandbox"));
        }
    }

    [Fact]
    public async Task GetContent_Download_KeepsItsName()
    {
        using var tenant = await api.NewTenantAsync();
        var (_, story) = await StartAsync(tenant);
        var artifact = await story.AddArtifactAsync(ArtifactTypes.Download, ".pdf", "x", "Zoë \"quoted\"\r\n/invoice.pdf");

        using var answer = await tenant.Http.GetAsync($"/v1/artifacts/{artifact.Id}/content");

        var header = answer.Content.Headers.NonValidated["Content-Disposition"].ToString();
        Assert.StartsWith("attachment; filename=", header);
        Assert.Contains("filename*=UTF-8''Zo%C3%AB", header);
        Assert.Equal("private, no-cache", answer.Headers.CacheControl?.ToString().Replace("no-cache, private", "private, no-cache"));
    }

    [Fact]
    public async Task GetContent_Ranges_AreSentAsAsked()
    {
        using var tenant = await api.NewTenantAsync();
        var (_, story) = await StartAsync(tenant);
        var artifact = await story.AddArtifactAsync(ArtifactTypes.Recording, ".mp4", "0123456789");
        var path = $"/v1/artifacts/{artifact.Id}/content";

        using var part = await GetRangeAsync(tenant, path, new RangeHeaderValue(2, 4));
        using var outside = await GetRangeAsync(tenant, path, new RangeHeaderValue(10, null));
        using var several = await GetRangeAsync(tenant, path, RangeHeaderValue.Parse("bytes=0-1,4-5"));

        Assert.Equal(HttpStatusCode.PartialContent, part.StatusCode);
        Assert.Equal("234", await part.Content.ReadAsStringAsync());
        Assert.Equal("bytes 2-4/10", part.Content.Headers.ContentRange?.ToString());
        await Answers.AssertErrorAsync(HttpStatusCode.RequestedRangeNotSatisfiable, outside);
        Assert.Equal("bytes */10", outside.Content.Headers.ContentRange?.ToString());
        Assert.Equal(HttpStatusCode.OK, several.StatusCode);
        Assert.Equal("0123456789", await several.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("sig=", "sig=A")]
    [InlineData("expiry=", "expiry=9")]
    [InlineData("kid=k1", "kid=k2")]
    [InlineData("&sig=", "&other=")]
    [InlineData("/artifacts/a_", "/artifacts/a_0")]
    public async Task GetContent_ChangedLink_Answers403(string part, string changed)
    {
        using var tenant = await api.NewTenantAsync();
        var (runId, story) = await StartAsync(tenant);
        await story.AddArtifactAsync(ArtifactTypes.ActionScreenshot, ".jpg", "one");
        var link = (await tenant.Http.GetJsonAsync($"/v1/runs/{runId}/artifacts"))[0].GetProperty("signed_url").GetString()!;

        using var answer = await tenant.Http.GetAsync(link.Replace(part, changed, StringComparison.Ordinal));

        await Answers.AssertErrorAsync(HttpStatusCode.Forbidden, answer);
    }

    [Fact]
    public async Task GetContent_UnknownArtifactOrLostBytes_Answers404()
    {
        using var tenant = await api.NewTenantAsync();
        var (_, story) = await StartAsync(tenant);
        var artifact = await story.AddArtifactAsync(ArtifactTypes.ActionScreenshot, ".jpg", "one");
        File.Delete(api.Server.Folder["artifacts", artifact.StorageKey]);

        foreach (var id in (string[])[artifact.Id, "a_nobody"])
        {
            using var answer = await tenant.Http.GetAsync($"/v1/artifacts/{id}/content");
            await Answers.AssertErrorAsync(HttpStatusCode.NotFound, answer);
        }
    }

    [Fact]
    public async Task ListEntityArtifacts_StepAndTask_AreInTheirOrder()
    {
        using var tenant = await api.NewTenantAsync();
        using var stranger = await api.NewTenantAsync();
        var (runId, story) = await StartAsync(tenant);
        var first = await story.AddArtifactAsync(ArtifactTypes.ActionScreenshot, ".jpg", "one");
        var second = await story.AddArtifactAsync(ArtifactTypes.Prompt, ".txt", "two");
        var stepId = story.StepId;
        await story.AddStepAsync();
        var third = await story.AddArtifactAsync(ArtifactTypes.ActionScreenshot, ".jpg", "three");

        Assert.Equal([second.Id, first.Id], await IdsAsync(tenant, $"/api/v1/step/{stepId}/artifacts"));
        Assert.Equal([third.Id, second.Id, first.Id], await IdsAsync(tenant, $"/api/v1/task/{runId}/artifacts"));
        Assert.Equal([first.Id, second.Id], await IdsAsync(tenant, $"/api/v1/tasks/{runId}/steps/{stepId}/artifacts"));
        Assert.Empty(await IdsAsync(tenant, $"/api/v1/tasks/tsk_other/steps/{stepId}/artifacts"));
        Assert.Empty(await IdsAsync(stranger, $"/api/v1/step/{stepId}/artifacts"));
        Assert.Empty(await IdsAsync(tenant, "/api/v1/thought/any/artifacts"));
        using var other = await tenant.Http.GetAsync($"/api/v1/run/{runId}/artifacts");
        await Answers.AssertErrorAsync(HttpStatusCode.NotFound, other);
    }

    [Fact]
    public async Task GetArtifact_OfAnotherOrganization_LooksLikeAnUnknownOne()
    {
        using var tenant = await api.NewTenantAsync();
        using var stranger = await api.NewTenantAsync();
        var (_, story) = await StartAsync(tenant);
        var artifact = await story.AddArtifactAsync(ArtifactTypes.Prompt, ".txt", "words");

        var own = await tenant.Http.GetJsonAsync($"/v1/artifacts/{artifact.Id}");
        var link = await tenant.Http.GetJsonAsync($"/v1/artifacts/{artifact.Id}/signed-url");
        using var nobody = api.Server.ConnectWith(apiKey: null);

        Assert.Equal(artifact.Id, own.GetProperty("artifact_id").GetString());
        Assert.Equal("words", await nobody.GetStringAsync(link.GetProperty("signed_url").GetString()));
        Assert.InRange(link.GetProperty("expires_at").GetInt64() - TimeProvider.System.GetUtcNow().ToUnixTimeSeconds(), 200, 301);
        foreach (var path in (string[])["", "/signed-url", "/content"])
        {
            using var foreign = await stranger.Http.GetAsync($"/v1/artifacts/{artifact.Id}{path}");
            await Answers.AssertErrorAsync(HttpStatusCode.NotFound, foreign);
        }
    }

    private static async Task<IEnumerable<string?>> IdsAsync(Tenant tenant, string path) =>
        (await tenant.Http.GetJsonAsync(path)).EnumerateArray().Select(artifact => artifact.GetProperty("artifact_id").GetString());

    private async Task<(string RunId, RunStory Story)> StartAsync(Tenant tenant)
    {
        var runId = await tenant.StartRunAsync();
        var story = await RunStory.TakeAsync(api.Server, runId);
        await story.AddStepAsync();
        return (runId, story);
    }

    private static async Task<HttpResponseMessage> GetRangeAsync(Tenant tenant, string path, RangeHeaderValue range)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Range = range;
        return await tenant.Http.SendAsync(request);
    }
}
