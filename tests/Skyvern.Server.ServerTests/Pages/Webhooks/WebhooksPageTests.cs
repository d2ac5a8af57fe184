using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Skyvern.Server.Core.Webhooks;
using Skyvern.Server.Data;
using Skyvern.Server.ServerTests.Jobs;
using Skyvern.Server.Testing;

namespace Skyvern.Server.ServerTests.Pages.Webhooks;

public sealed class WebhooksPageTests
{
    private static readonly Dictionary<string, string?> Quick = new() { ["Webhooks:FirstGapSeconds"] = "0.05" };

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.PostgreSql)]
    public async Task Page_AfterRepeatsAndOneByHand_ShowsEveryAttemptToItsOrganizationAlone(DatabaseProvider provider)
    {
        await using var receiver = await WebhookReceiver.StartAsync((context, count) =>
        {
            context.Response.StatusCode = count < 2 ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK;
            return context.Response.WriteAsync("heard <you>");
        });
        await using var server = await JobServer.StartAsync(provider, ScriptedPlanner.From(_ => ScriptedPlanner.Done()), Quick);
        using var person = await Person.LogInAsync(server);
        using var tenant = await Tenant.NewAsync(server);
        using var stranger = await Person.LogInAsync(server, tenant.Key);
        Assert.Contains("Nothing was sent yet", await person.ReadAsync("/webhooks"), StringComparison.Ordinal);

        var runId = await server.RunAsync(receiver.Url);
        await Eventually.TrueAsync(async () => receiver.Received.Count == 2 && (await server.Services.GetRequiredService<IWebhookStore>().ListPendingAsync(default)).Count == 0);
        using var sent = await person.SendAsync("/webhooks", $"/ui/webhooks/{runId}/send");
        var page = await person.ReadAsync("/webhooks");

        Assert.Equal((HttpStatusCode.Found, "/webhooks#told"), (sent.StatusCode, sent.Headers.Location!.OriginalString));
        Assert.Equal(receiver.Received.First().Body, receiver.Received.Last().Body);
        Assert.Contains("heard &lt;you&gt;", page, StringComparison.Ordinal);
        Assert.Equal(["503", "200", "200"], Regex.Matches(page, "<td class=\"number\">(\\d{3})</td>").Select(match => match.Groups[1].Value).Reverse());
        Assert.Contains("Taken · by hand", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        Assert.DoesNotContain("heard", await person.ReadAsync("/webhooks"), StringComparison.Ordinal);
        Assert.Contains(runId, await person.ReadAsync("/webhooks?outcome=delivered"), StringComparison.Ordinal);
        Assert.DoesNotContain(runId, await person.ReadAsync("/webhooks?outcome=given-up"), StringComparison.Ordinal);

        Assert.Contains("Nothing was sent yet", await stranger.ReadAsync("/webhooks"), StringComparison.Ordinal);
        using var refused = await stranger.SendAsync("/webhooks", $"/ui/webhooks/{runId}/send");
        Assert.Equal((HttpStatusCode.NotFound, 3), (refused.StatusCode, receiver.Received.Count));
    }

    [Fact]
    public async Task Try_Addresses_TellsTheAnswerOrTheRefusal()
    {
        await using var receiver = await WebhookReceiver.StartAsync((context, _) => context.Response.WriteAsync(new string('\u0001', 2000)));
        await using var server = await JobServer.StartAsync(DatabaseProvider.Sqlite, ScriptedPlanner.From(_ => ScriptedPlanner.Done()), Quick);
        using var person = await Person.LogInAsync(server);

        (await person.SendAsync("/webhooks", "/ui/webhooks/try", ("url", $"{receiver.Url}?{new string('x', 2000)}"))).Dispose();
        var taken = await person.ReadAsync("/webhooks");
        (await person.SendAsync("/webhooks", "/ui/webhooks/try", ("url", "http://169.254.169.254/"))).Dispose();
        var refused = await person.ReadAsync("/webhooks");

        Assert.Single(receiver.Received);
        Assert.Contains("answered 200", taken, StringComparison.Ordinal);
        Assert.Contains("The webhook address is refused", refused, StringComparison.Ordinal);
    }
}
