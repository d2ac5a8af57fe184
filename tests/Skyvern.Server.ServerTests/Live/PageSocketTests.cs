using System.Collections.Concurrent;
using System.Net.WebSockets;
using Microsoft.Extensions.DependencyInjection;
using Skyvern.Server.Core.Live;
using Skyvern.Server.Core.Organizations;
using Skyvern.Server.Testing;

namespace Skyvern.Server.ServerTests.Live;

[Collection(ApiTests.Name)]
public sealed class PageSocketTests(ApiServer api)
{
    private const string Path = "/ui/live/sessions/pbs_1";

    private readonly FakeLiveBrowser _browser = new() { Tab = new LiveTab("https://shop.example/", "Shop", 1, 2) };
    private readonly ControlLease _control = new LiveOptions().NewControl(TimeProvider.System);

    [Fact]
    public async Task Show_TwoPeople_SeeThePictureThePageAndWhoHasControl()
    {
        using var tenant = await api.NewTenantAsync();
        using var visitor = await Person.LogInAsync(api.Server, tenant.Key);
        using var shown = Show(tenant);
        using var ann = await LiveClient.ConnectAsync(api.Server, Path, visitor);
        using var ben = await LiveClient.ConnectAsync(api.Server, Path, visitor);
        _browser.Show(FakeLiveBrowser.Frame(1, 2, 3));
        Assert.Equal([1, 2, 3], await ann.ReadPictureAsync());
        Assert.Equal([1, 2, 3], await ben.ReadPictureAsync());

        await ann.SendAsync("""{"kind":"take-control"}""");
        await ann.SendAsync("""{"kind":"textEvent","text":"Grüße"}""");

        await ControlAsync(ann, "yours", yours: true);
        var seen = await ControlAsync(ben, "held", yours: false);
        Assert.Equal(_control.Holder, seen.Holder);
        Assert.InRange(seen.SecondsLeft, 250, 300);
        await Eventually.TrueAsync(() => _browser.Inputs.Contains(new TextInput("Grüße")));
        await ann.SendAsync("""{"kind":"cede-control"}""");
        await ControlAsync(ben, "free", yours: false);
    }

    [Fact]
    public async Task Show_ToAPage_TellsAddressTitleTabsAndHowManyWatch()
    {
        using var tenant = await api.NewTenantAsync();
        using var visitor = await Person.LogInAsync(api.Server, tenant.Key);
        using var shown = Show(tenant);
        using var client = await LiveClient.ConnectAsync(api.Server, Path, visitor);

        Assert.Equal(1, (await client.ReadKindAsync("viewers")).GetProperty("count").GetInt32());
        var page = await client.ReadKindAsync("page");

        Assert.Equal(("Shop", 2), (page.GetProperty("title").GetString(), page.GetProperty("tabs").GetInt32()));
    }

    [Fact]
    public async Task Input_OfSomebodyWithoutControl_IsDropped()
    {
        using var tenant = await api.NewTenantAsync();
        using var visitor = await Person.LogInAsync(api.Server, tenant.Key);
        using var shown = Show(tenant);
        using var ann = await LiveClient.ConnectAsync(api.Server, Path, visitor);
        using var ben = await LiveClient.ConnectAsync(api.Server, Path, visitor);
        await ann.SendAsync("""{"kind":"take-control"}""");
        await ControlAsync(ben, "held", yours: false);

        await ben.SendAsync("""{"kind":"reloadEvent"}""");
        await ben.SendAsync("""{"kind":"take-control"}""");
        await ben.SendAsync("""{"kind":"goBackEvent"}""");

        await Eventually.TrueAsync(() => _browser.Inputs.Contains(new BackInput()));
        Assert.DoesNotContain(new ReloadInput(), _browser.Inputs);
        Assert.Equal("taken-over", (await ann.ReadKindAsync("control-ended")).GetProperty("reason").GetString());
    }

    [Fact]
    public async Task Connect_UnknownOrEnded_SaysSoAndCloses()
    {
        using var tenant = await api.NewTenantAsync();
        using var other = await api.NewTenantAsync();
        using var visitor = await Person.LogInAsync(api.Server, tenant.Key);
        var ended = await tenant.StartRunAsync();
        using var canceled = await tenant.Http.PostAsync($"/v1/runs/{ended}/cancel", content: null);
        using var own = await LiveClient.ConnectAsync(api.Server, $"/ui/live/runs/{ended}", visitor);
        using var foreign = await LiveClient.ConnectAsync(api.Server, $"/ui/live/runs/{await other.StartRunAsync()}", visitor);

        Assert.Equal("canceled", (await own.ReadKindAsync("ended")).GetProperty("status").GetString());
        Assert.Equal("not_found", (await foreign.ReadKindAsync("ended")).GetProperty("status").GetString());
        Assert.Equal(1000, await own.ReadToEndAsync());
    }

    [Theory]
    [InlineData("https://elsewhere.example")]
    [InlineData("null")]
    [InlineData("")]
    public async Task Connect_FromAnotherSiteOrNobodyKnowsWhere_IsRefused(string origin)
    {
        using var tenant = await api.NewTenantAsync();
        using var visitor = await Person.LogInAsync(api.Server, tenant.Key);

        var refused = await Assert.ThrowsAsync<WebSocketException>(() => LiveClient.ConnectAsync(api.Server, Path, visitor, origin));

        Assert.Contains("403", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connect_WithAKeyInPlaceOfALogIn_IsRefused()
    {
        using var tenant = await api.NewTenantAsync();

        var refused = await Assert.ThrowsAsync<WebSocketException>(() => LiveClient.ConnectAsync(api.Server, Path, tenant.Key));

        Assert.Contains("401", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connect_ToTheBrowserOfAnotherOrganization_ShowsNothingOfItAndTakesNothing()
    {
        using var owner = await api.NewTenantAsync();
        using var stranger = await api.NewTenantAsync();
        using var visitor = await Person.LogInAsync(api.Server, stranger.Key);
        using var shown = Show(owner);
        _browser.Show(FakeLiveBrowser.Frame(1, 2, 3));
        using var client = await LiveClient.ConnectAsync(api.Server, Path, visitor);

        await client.SendAsync("""{"kind":"take-control"}""");

        Assert.Equal("not_found", (await client.ReadJsonAsync()).GetProperty("status").GetString());
        Assert.Null(await client.ReadAsync());
        Assert.Null(_control.Holder);
    }

    [Fact]
    public async Task Input_TooLongOrNoText_IsDroppedAndTheSocketLivesOn()
    {
        using var tenant = await api.NewTenantAsync();
        using var visitor = await Person.LogInAsync(api.Server, tenant.Key);
        using var shown = Show(tenant);
        using var client = await LiveClient.ConnectAsync(api.Server, Path, visitor);
        await client.SendAsync("""{"kind":"take-control"}""");

        await client.SendAsync($$"""{"kind":"textEvent","text":"{{new string('x', 5000)}}"}""");
        await client.SendAsync($$"""{"kind":"reloadEvent","padding":"{{new string('x', 300_000)}}"}""");
        await client.SendAsync("""{"kind":"reloadEvent"}"""u8.ToArray());
        await client.SendAsync("[[[[");
        await client.SendAsync("""{"kind":"goBackEvent"}""");

        await Eventually.TrueAsync(() => _browser.Inputs.Contains(new BackInput()));
        Assert.Equal([new BackInput()], _browser.Inputs);
    }

    [Fact]
    public async Task Press_OnAPageThatIsSlowToNameThings_DoesNotWaitForTheName()
    {
        var name = new TaskCompletionSource<string?>();
        _browser.Name = name.Task;
        var uses = new ConcurrentQueue<ControlUse>();
        using var following = _control.Follow(news =>
        {
            if (news is ControlUse use)
            {
                uses.Enqueue(use);
            }
        });
        using var tenant = await api.NewTenantAsync();
        using var visitor = await Person.LogInAsync(api.Server, tenant.Key);
        using var shown = Show(tenant);
        using var client = await LiveClient.ConnectAsync(api.Server, Path, visitor);
        await client.SendAsync("""{"kind":"take-control"}""");

        await client.SendAsync("""{"kind":"mouseEvent","eventType":"mousePressed","x":200,"y":198,"button":"left","clickCount":1,"modifiers":0}""");
        await client.SendAsync("""{"kind":"textEvent","text":"Hello"}""");

        await Eventually.TrueAsync(() => uses.Count == 2);
        Assert.Equal([typeof(MouseInput), typeof(TextInput)], _browser.Inputs.Select(input => input.GetType()));
        name.SetResult("the button \"Send\"");
        Assert.Equal("the button \"Send\"", await uses.First().Target!.Name);
    }

    [Fact]
    public async Task KeyRevoked_WhileItIsUsed_EndsSocketsAndStreamsAndGivesControlBack()
    {
        using var tenant = await api.NewTenantAsync();
        using var visitor = await Person.LogInAsync(api.Server, tenant.Key);
        using var shown = Show(tenant);
        using var page = await LiveClient.ConnectAsync(api.Server, Path, visitor);
        using var program = await LiveClient.ConnectAsync(api.Server, "/v1/stream/cdp_input/browser_session/pbs_1?client_id=c", tenant.Key);
        await using var stream = await Events.EventFeed.OpenAsync(visitor.Http, "/ui/runs/events");
        await stream.NextAsync();
        await page.SendAsync("""{"kind":"take-control"}""");
        await ControlAsync(page, "yours", yours: true);

        await api.Server.Services.GetRequiredService<OrganizationService>().RevokeKeyAsync(tenant.KeyId, CancellationToken.None);

        Assert.Equal(1008, await page.ReadToEndAsync());
        Assert.Equal(1008, await program.ReadToEndAsync());
        Assert.Null(await stream.NextAsync());
        await Eventually.TrueAsync(() => _control.Holder is null);
    }

    private IDisposable Show(Tenant tenant) =>
        api.Server.Services.GetRequiredService<LiveBrowsers>().Show(tenant.OrganizationId, "pbs_1", _browser, _control);

    /// <summary>Reads until control is as wanted: yours, held by anybody, or free.</summary>
    private static async Task<(string? Holder, double SecondsLeft)> ControlAsync(LiveClient client, string wanted, bool yours)
    {
        while (true)
        {
            var told = await client.ReadKindAsync("control");
            var holder = told.TryGetProperty("holder", out var name) ? name.GetString() : null;
            if (told.GetProperty("yours").GetBoolean() == yours && (holder is null) == (wanted == "free"))
            {
                return (holder, told.TryGetProperty("seconds_left", out var left) && left.ValueKind == System.Text.Json.JsonValueKind.Number ? left.GetDouble() : 0);
            }
        }
    }
}
