using Microsoft.Extensions.DependencyInjection;
using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Core.Live;
using Skyvern.Server.Testing;

namespace Skyvern.Server.ServerTests.Live;

[Collection(ApiTests.Name)]
public sealed class InputSocketTests(ApiServer api)
{
    private const string Click = """{"kind":"mouseEvent","eventType":"mousePressed","x":10,"y":20,"button":"left","clickCount":1,"modifiers":8}""";
    private const string TakeControl = """{"kind":"take-control"}""";

    private static readonly MouseInput Clicked = new(MouseInputKind.Pressed, 10, 20, MouseInputButton.Left, 1, 8);

    private readonly FakeLiveBrowser _browser = new();
    private readonly ControlLease _control = new LiveOptions().NewControl(TimeProvider.System);

    [Fact]
    public async Task Input_BeforeControlIsTaken_IsDropped()
    {
        using var tenant = await api.NewTenantAsync();
        using var client = await OpenAsync(tenant);
        Assert.Equal("""{"kind":"ready"}""", await client.ReadAsync());

        await client.SendAsync("""{"kind":"goBackEvent"}""");
        await client.SendAsync(TakeControl);
        await client.SendAsync(Click);
        await client.SendAsync("""{"type":"wheelEvent","x":1.5,"y":2,"deltaX":0,"deltaY":-120}""");
        await client.SendAsync("""{"type":"keyEvent","eventType":"keyDown","key":"a","code":"KeyA","text":"a"}""");

        await Eventually.TrueAsync(() => _browser.Inputs.Count == 3);
        Assert.Equal(
            [Clicked, new WheelInput(1.5, 2, 0, -120, 0), new KeyInput(KeyInputKind.Down, "a", "KeyA", "a", null, 0)],
            _browser.Inputs);
        Assert.Equal("me", _control.Holder);
    }

    [Fact]
    public async Task Cede_HeldButton_IsLetGoAndTheRunGoesOn()
    {
        using var tenant = await api.NewTenantAsync();
        using var client = await OpenAsync(tenant);
        await client.SendAsync(TakeControl);
        await client.ReadKindAsync("control-taken");
        var run = _control.WaitUntilFreeAsync(CancellationToken.None);

        await client.SendAsync("""{"kind":"cede-control"}""");
        await client.SendAsync(Click);

        Assert.Equal("ceded", (await client.ReadKindAsync("control-ended")).GetProperty("reason").GetString());
        await run.WaitAsync(TimeSpan.FromSeconds(60));

        // Once this is answered, the click has been looked at.
        await client.SendAsync(TakeControl);
        await client.ReadKindAsync("control-taken");
        Assert.Equal(new LetGoInput(), Assert.Single(_browser.Inputs));
    }

    [Fact]
    public async Task Socket_Ends_GivesControlBack()
    {
        using var tenant = await api.NewTenantAsync();
        var client = await OpenAsync(tenant);
        await client.SendAsync(TakeControl);
        await client.ReadKindAsync("control-taken");

        client.Dispose();

        await Eventually.TrueAsync(() => _control.Holder is null);
    }

    [Fact]
    public async Task TakeControl_AnotherClientHasIt_TakesItOver()
    {
        using var tenant = await api.NewTenantAsync();
        using var first = await OpenAsync(tenant);
        await first.SendAsync(TakeControl);
        await first.ReadKindAsync("control-taken");
        using var second = await LiveClient.ConnectAsync(api.Server, "/v1/stream/cdp_input/browser_session/pbs_1?client_id=other", tenant.Key);

        await second.SendAsync(TakeControl);
        await second.ReadKindAsync("control-taken");

        Assert.Equal("taken-over", (await first.ReadKindAsync("control-ended")).GetProperty("reason").GetString());
        Assert.Equal("other", _control.Holder);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"kind":7}""")]
    [InlineData("""{"kind":"unknown"}""")]
    [InlineData("""{"kind":"mouseEvent","eventType":"mousePressed","x":10001,"y":0,"button":"left"}""")]
    public async Task Input_NotUnderstood_IsDroppedAndTheNextOneCounts(string bad)
    {
        using var tenant = await api.NewTenantAsync();
        using var client = await OpenAsync(tenant);
        await client.SendAsync(TakeControl);

        await client.SendAsync(bad);
        await client.SendAsync(Click);

        await Eventually.TrueAsync(() => !_browser.Inputs.IsEmpty);
        Assert.Equal(Clicked, Assert.Single(_browser.Inputs));
    }

    [Fact]
    public async Task Input_VeryLongMessage_IsDroppedAndTheNextOneCounts()
    {
        using var tenant = await api.NewTenantAsync();
        using var client = await OpenAsync(tenant);
        await client.SendAsync(TakeControl);

        await client.SendAsync($$"""{"kind":"navigateEvent","url":"https://a.example/","more":"{{new string('x', 100_000)}}"}""");
        await client.SendAsync(Click);

        await Eventually.TrueAsync(() => !_browser.Inputs.IsEmpty);
        Assert.Equal(Clicked, Assert.Single(_browser.Inputs));
    }

    [Theory]
    [InlineData(LiveOutcome.InvalidUrl, "invalid_url")]
    [InlineData(LiveOutcome.Blocked, "blocked")]
    [InlineData(LiveOutcome.Failed, "failed")]
    public async Task Navigate_Refused_IsAnswered(LiveOutcome outcome, string reason)
    {
        using var tenant = await api.NewTenantAsync();
        _browser.OnInput = _ => Task.FromResult(outcome);
        using var client = await OpenAsync(tenant);
        await client.SendAsync(TakeControl);

        await client.SendAsync("""{"kind":"navigateEvent","url":"http://10.0.0.1/"}""");

        Assert.Equal(reason, (await client.ReadKindAsync("navigate-error")).GetProperty("reason").GetString());
        Assert.Equal(new NavigateInput("http://10.0.0.1/"), Assert.Single(_browser.Inputs));
    }

    [Fact]
    public async Task Navigate_PageThatTakesLong_LeavesMouseAndKeyboardFree()
    {
        using var tenant = await api.NewTenantAsync();
        var page = new TaskCompletionSource<LiveOutcome>();
        _browser.OnInput = input => input is NavigateInput ? page.Task : Task.FromResult(LiveOutcome.Done);
        using var client = await OpenAsync(tenant);
        await client.SendAsync(TakeControl);

        await client.SendAsync("""{"kind":"navigateEvent","url":"https://slow.example/"}""");
        await client.SendAsync(Click);

        await Eventually.TrueAsync(() => _browser.Inputs.Contains(Clicked));
        page.SetResult(LiveOutcome.Failed);
        await client.ReadKindAsync("navigate-error");
    }

    [Theory]
    [InlineData("/api/v1/stream/cdp_input/task/tsk_unknown?client_id=me", 4404)]
    [InlineData("/v1/stream/cdp_input/browser_session/pbs_unknown?client_id=me", 4404)]
    [InlineData("/api/v1/stream/cdp_input/browser_session/pbs_unknown?client_id=me", 4404)]
    [InlineData("/api/v1/stream/cdp_input/workflow_run/wr_unknown?client_id=me", 4404)]
    [InlineData("/api/v1/stream/cdp_input/task/tsk_unknown", 1002)]
    [InlineData("/api/v1/stream/cdp_input/task/tsk_unknown?client_id=me&no-key", 1002)]
    public async Task Connect_NothingToTakeOver_IsClosedWithItsCode(string path, int code)
    {
        using var tenant = await api.NewTenantAsync();
        using var client = await LiveClient.ConnectAsync(api.Server, path, path.Contains("no-key", StringComparison.Ordinal) ? null : tenant.Key);

        Assert.Equal(code, await client.ReadToEndAsync());
    }

    [Fact]
    public async Task Connect_EndedRun_IsClosedAsClosing()
    {
        using var tenant = await api.NewTenantAsync();
        var run = await tenant.StartRunAsync();
        using var answer = await tenant.Http.PostAsync($"/v1/runs/{run}/cancel", content: null);
        using var client = await LiveClient.ConnectAsync(api.Server, $"/api/v1/stream/cdp_input/task/{run}?client_id=me", tenant.Key);

        Assert.Equal(4409, await client.ReadToEndAsync());
    }

    [Fact]
    public async Task Run_IsClosing_ClosesAndTakesControlBack()
    {
        using var tenant = await api.NewTenantAsync();
        var live = api.Server.Services.GetRequiredService<LiveBrowsers>();
        var shown = live.Show(tenant.OrganizationId, "pbs_2", _browser, _control);
        using var client = await LiveClient.ConnectAsync(api.Server, "/v1/stream/cdp_input/browser_session/pbs_2?client_id=me", tenant.Key);
        await client.SendAsync(TakeControl);
        await client.ReadKindAsync("control-taken");

        shown.Dispose();

        Assert.Equal(4409, await client.ReadToEndAsync());
        Assert.Null(_control.Holder);
    }

    [Theory]
    [InlineData(true, 4410)]
    [InlineData(false, 4411)]
    public async Task Input_CannotBePassedOn_ClosesAndTakesControlBack(bool browserIsLost, int code)
    {
        using var tenant = await api.NewTenantAsync();
        _browser.OnInput = input => input is LetGoInput ? Task.FromResult(LiveOutcome.Done)
            : throw (browserIsLost ? new BrowserLostException("It is gone.") : new FormatException("Nobody expected this."));
        using var client = await OpenAsync(tenant);
        await client.SendAsync(TakeControl);

        await client.SendAsync(Click);

        Assert.Equal(code, await client.ReadToEndAsync());
        Assert.Null(_control.Holder);
    }

    private async Task<LiveClient> OpenAsync(Tenant tenant)
    {
        api.Server.Services.GetRequiredService<LiveBrowsers>().Show(tenant.OrganizationId, "pbs_1", _browser, _control);
        return await LiveClient.ConnectAsync(api.Server, "/v1/stream/cdp_input/browser_session/pbs_1?client_id=me", tenant.Key);
    }
}
