using System.Net.WebSockets;
using Microsoft.Extensions.DependencyInjection;
using Skyvern.Server.Core.Live;
using Skyvern.Server.Testing;

namespace Skyvern.Server.ServerTests.Live;

[Collection(ApiTests.Name)]
public sealed class PageSocketTests(ApiServer api)
{
    private const string Path = "/ui/live/sessions/pbs_1";

    private readonly FakeLiveBrowser _browser = new() { Name = "the button \"Send\"", Tab = new LiveTab("https://shop.example/", "Shop", 1, 2) };
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
    [InlineData(true, "403")]
    [InlineData(false, "401")]
    public async Task Connect_FromAnotherSiteOrWithoutLogIn_IsRefused(bool loggedIn, string status)
    {
        using var tenant = await api.NewTenantAsync();
        using var visitor = await Person.LogInAsync(api.Server, tenant.Key);

        var refused = await Assert.ThrowsAsync<WebSocketException>(() => loggedIn
            ? LiveClient.ConnectAsync(api.Server, Path, visitor, "https://elsewhere.example")
            : LiveClient.ConnectAsync(api.Server, Path, tenant.Key));

        Assert.Contains(status, refused.Message, StringComparison.Ordinal);
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
