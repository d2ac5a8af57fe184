using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Skyvern.Server.Core.Artifacts;
using Skyvern.Server.Core.Sessions;
using Skyvern.Server.ServerTests.Sessions;
using Skyvern.Server.Testing;

namespace Skyvern.Server.ServerTests.Pages;

public sealed class SessionPagesTests(SessionServer server) : IClassFixture<SessionServer>
{
    [Fact]
    public async Task Open_FromTheForm_ShowsTheSessionUntilItIsClosed()
    {
        using var tenant = await server.NewTenantAsync();
        using var person = await Person.LogInAsync(server.Server, tenant.Key);

        using var opened = await person.SendAsync("/browser-sessions", "/ui/browser-sessions", ("url", ""), ("timeout", "15"));
        var page = opened.Headers.Location!.OriginalString;
        var open = await person.ReadAsync(page);
        using var closed = await person.SendAsync(page, $"/ui/browser-sessions/{page.Split('/')[^1]}/close");
        var over = await person.ReadAsync(page);

        Assert.Matches("^/browser-session/pbs_", page);
        Assert.Contains("<live-view session=", open, StringComparison.Ordinal);
        Assert.Contains("15 min", open, StringComparison.Ordinal);
        Assert.Contains($"ws://{server.Server.Address.Authority}/v1/browser_sessions/", open, StringComparison.Ordinal);
        Assert.Equal(page, closed.Headers.Location!.OriginalString);
        Assert.DoesNotContain("<live-view", over, StringComparison.Ordinal);
        Assert.Contains(page, await person.ReadAsync("/browser-sessions"), StringComparison.Ordinal);
        var part = await person.ReadAsync("/ui/browser-sessions?page=1");
        Assert.Contains(page, part, StringComparison.Ordinal);
        Assert.DoesNotContain("<nav", part, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://169.254.169.254/", "60", "refused")]
    [InlineData("", "soon", "number of minutes")]
    [InlineData("", "1", "number of minutes")]
    public async Task Open_WithAFault_SaysSoAndKeepsWhatWasEntered(string url, string timeout, string words)
    {
        using var tenant = await server.NewTenantAsync();
        using var person = await Person.LogInAsync(server.Server, tenant.Key);

        using var answer = await person.SendAsync("/browser-sessions", "/ui/browser-sessions", ("url", url), ("timeout", timeout));
        var page = await answer.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains(words, page, StringComparison.Ordinal);
        Assert.Contains($"value=\"{(url.Length > 0 ? url : timeout)}\"", page, StringComparison.Ordinal);
        Assert.Contains("<nav id=\"navigation\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Session_OfOthers_IsUnknown()
    {
        using var owner = await server.NewTenantAsync();
        using var person = await Person.LogInAsync(server.Server, owner.Key);
        using var opened = await person.SendAsync("/browser-sessions", "/ui/browser-sessions", ("timeout", "5"));
        using var stranger = await server.NewTenantAsync();
        using var other = await Person.LogInAsync(server.Server, stranger.Key);
        var page = opened.Headers.Location!.OriginalString;

        using var looked = await other.Http.GetAsync(page);
        using var closed = await other.SendAsync("/browser-sessions", $"/ui/browser-sessions/{page.Split('/')[^1]}/close");

        Assert.DoesNotContain("pbs_", await other.ReadAsync("/ui/browser-sessions"), StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (looked.StatusCode, closed.StatusCode));
        Assert.Contains("<live-view", await person.ReadAsync(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task File_OfASession_LiesAtTheAddressThatThePersonUsesForThemAlone()
    {
        using var owner = await server.NewTenantAsync();
        using var person = await Person.LogInAsync(server.Server, owner.Key);
        using var opened = await person.SendAsync("/browser-sessions", "/ui/browser-sessions", ("timeout", "5"));
        var page = opened.Headers.Location!.OriginalString;
        var services = server.Server.Services;
        var file = new Artifact
        {
            Id = $"a_{Guid.NewGuid():N}",
            OrganizationId = owner.OrganizationId,
            RunId = null,
            BrowserSessionId = page.Split('/')[^1],
            Type = ArtifactTypes.Download,
            StorageKey = $"{owner.OrganizationId}/report.txt",
            FileName = "report.txt",
            Size = 7,
            Checksum = "c",
            CreatedAt = TimeProvider.System.GetUtcNow(),
        };
        await services.GetRequiredService<IArtifactStore>().SaveAsync(file.StorageKey, new MemoryStream("by hand"u8.ToArray()), CancellationToken.None);
        await services.GetRequiredService<ISessionStore>().AddFileAsync(file, CancellationToken.None);
        using var stranger = await server.NewTenantAsync();
        using var other = await Person.LogInAsync(server.Server, stranger.Key);

        Assert.Contains($"href=\"/ui/artifacts/{file.Id}\" download=\"report.txt\"", await person.ReadAsync(page), StringComparison.Ordinal);
        Assert.Equal("by hand", await person.ReadAsync($"/ui/artifacts/{file.Id}"));
        using var refused = await other.Http.GetAsync($"/ui/artifacts/{file.Id}");
        Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
    }

    [Fact]
    public async Task Close_BrowserThatATaskUses_AsksAndNamesTheTask()
    {
        using var tenant = await server.NewTenantAsync();
        using var person = await Person.LogInAsync(server.Server, tenant.Key);
        using var opened = await person.SendAsync("/browser-sessions", "/ui/browser-sessions", ("timeout", "5"));
        var page = opened.Headers.Location!.OriginalString;
        var free = await person.ReadAsync(page);
        await server.Server.Services.GetRequiredService<ISessionStore>().ChangeAsync(
            page.Split('/')[^1], session => session.TryUse("tsk_9", TimeProvider.System.GetUtcNow()), CancellationToken.None);

        var used = await person.ReadAsync(page);

        Assert.Contains("Close this browser?", free, StringComparison.Ordinal);
        Assert.DoesNotContain("works in it now", free, StringComparison.Ordinal);
        Assert.Contains("<a href=\"/tasks/tsk_9\">A task</a> works in it now", used, StringComparison.Ordinal);
    }
}
