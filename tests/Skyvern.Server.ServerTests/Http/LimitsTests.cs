using System.Net;
using System.Net.WebSockets;
using Microsoft.Extensions.DependencyInjection;
using Skyvern.Server.Core.Organizations;
using Skyvern.Server.ServerTests.Events;
using Skyvern.Server.ServerTests.Live;
using Skyvern.Server.Testing;

namespace Skyvern.Server.ServerTests.Http;

public sealed class LimitsTests
{
    [Fact]
    public async Task Calls_MoreThanAKeyMayMake_AreToldWhenToComeBackAndOthersAreNotHeld()
    {
        await using var server = await ServerFactory.StartAsync(new Dictionary<string, string?> { ["Server:RequestsPerMinute"] = "2" }, works: false);
        var organizationId = (await server.Http.GetJsonAsync("/api/v1/organizations/me")).GetProperty("organization_id").GetString()!;
        var key = await server.Services.GetRequiredService<OrganizationService>().CreateKeyAsync(organizationId, "second", CancellationToken.None);
        using var other = server.ConnectWith(key.Secret);
        using var nobody = server.ConnectWith(apiKey: null);

        using var last = await server.Http.GetAsync("/v1/runs");
        using var refused = await server.Http.GetAsync("/v1/runs");
        using var free = await other.GetAsync("/v1/runs");
        using var open = await nobody.GetAsync("/v1/version");

        Assert.Equal(HttpStatusCode.OK, last.StatusCode);
        Assert.Contains("Server:RequestsPerMinute", await Answers.AssertErrorAsync(HttpStatusCode.TooManyRequests, refused));
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60));
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (free.StatusCode, open.StatusCode));
    }

    [Fact]
    public async Task Streams_MoreThanAKeyMayHaveOpen_AreRefusedUntilOneIsClosed()
    {
        await using var server = await ServerFactory.StartAsync(new Dictionary<string, string?> { ["Server:StreamsPerKey"] = "1" }, works: false);
        using var person = await Person.LogInAsync(server);
        await using (var first = await EventFeed.OpenAsync(person.Http, "/ui/runs/events"))
        {
            await first.NextAsync();

            using var second = await person.Http.GetAsync("/ui/runs/events");
            var socket = await Assert.ThrowsAsync<WebSocketException>(() => LiveClient.ConnectAsync(server, "/ui/live/runs/tsk_1", person));

            Assert.Contains("Server:StreamsPerKey", await Answers.AssertErrorAsync(HttpStatusCode.TooManyRequests, second));
            Assert.Contains("429", socket.Message, StringComparison.Ordinal);
        }

        await Eventually.TrueAsync(async () =>
        {
            using var again = await person.Http.GetAsync("/ui/runs/events", HttpCompletionOption.ResponseHeadersRead);
            return again.IsSuccessStatusCode;
        });
    }

    [Fact]
    public async Task Create_BodyThatIsTooLarge_Answers413AndStoresNothing()
    {
        await using var server = await ServerFactory.StartAsync(new Dictionary<string, string?> { ["Server:MaxBodyBytes"] = "2000" }, works: false);

        using var answer = await server.Http.PostAsync("/v1/run/tasks", Json.Body($$"""{"prompt": "{{new string('x', 3000)}}"}"""));

        await Answers.AssertErrorAsync(HttpStatusCode.RequestEntityTooLarge, answer);
        Assert.Equal(0, (await server.Http.GetJsonAsync("/v1/runs")).GetArrayLength());
    }
}
