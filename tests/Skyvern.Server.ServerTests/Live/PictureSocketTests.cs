using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Skyvern.Server.Core.Live;
using Skyvern.Server.Testing;

namespace Skyvern.Server.ServerTests.Live;

[Collection(ApiTests.Name)]
public sealed class PictureSocketTests(ApiServer api)
{
    private readonly FakeLiveBrowser _browser = new();

    private LiveBrowsers Live => api.Server.Services.GetRequiredService<LiveBrowsers>();

    [Fact]
    public async Task Watch_Run_ShowsItsNewestFrameAndThoseThatFollow()
    {
        using var tenant = await api.NewTenantAsync();
        var run = await tenant.StartRunAsync();
        using var viewer = await LiveClient.ConnectAsync(api.Server, $"/api/v1/stream/tasks/{run}", tenant.Key);
        _browser.Show(FakeLiveBrowser.Frame(1, 2, 3));

        // The run's browser opens after its viewer has come.
        using var shown = Show(tenant, run);
        var frame = await viewer.ReadJsonAsync();

        Assert.Equal(
            $$"""{"task_id":"{{run}}","status":"running","screenshot":"AQID","format":"jpeg","viewport_width":1152,"viewport_height":720,"url":"https://shop.example/"}""",
            frame.GetRawText());
        _browser.Show(FakeLiveBrowser.Frame(4));
        Assert.Equal("BA==", (await viewer.ReadJsonAsync()).GetProperty("screenshot").GetString());
    }

    [Theory]
    [InlineData("/v1/stream/browser_sessions/", "pbs_", "browser_session_id")]
    [InlineData("/api/v1/stream/browser_sessions/", "pbs_", "browser_session_id")]
    [InlineData("/api/v1/stream/workflow_runs/", "wr_", "workflow_run_id")]
    public async Task Watch_OtherKinds_NamesTheIdByItsKind(string path, string prefix, string idKey)
    {
        using var tenant = await api.NewTenantAsync();
        var id = prefix + Guid.NewGuid();
        _browser.Show(FakeLiveBrowser.Frame(1));
        var shown = Show(tenant, id);
        using var viewer = await LiveClient.ConnectAsync(api.Server, path + id, tenant.Key);

        Assert.Equal(id, (await viewer.ReadJsonAsync()).GetProperty(idKey).GetString());
        shown.Dispose();

        var end = await viewer.ReadJsonAsync();
        Assert.Equal(prefix == "pbs_" ? "session_expired" : "not_found", end.GetProperty("status").GetString());
        Assert.Equal(1000, await viewer.ReadToEndAsync());
    }

    [Theory]
    [InlineData("bearer")]
    [InlineData("apikey")]
    [InlineData("token")]
    [InlineData("ui-token")]
    public async Task Watch_AnyFormOfCredential_Counts(string form)
    {
        using var tenant = await api.NewTenantAsync();
        var run = await tenant.StartRunAsync();
        _browser.Show(FakeLiveBrowser.Frame(1));
        using var shown = Show(tenant, run);
        using var answer = await tenant.Http.PostAsync("/v1/ui-session", content: null);
        var token = (await Json.ReadAsync(answer)).GetProperty("token").GetString()!;
        var query = form switch
        {
            "apikey" => $"?apikey={tenant.Key}",
            "token" => $"?token=Bearer%20{tenant.Key}",
            "ui-token" => $"?apikey={Uri.EscapeDataString(token)}",
            _ => "",
        };
        (string, string)[] headers = form == "bearer" ? [("Authorization", $"Bearer {tenant.Key}")] : [];

        using var viewer = await LiveClient.ConnectAsync(api.Server, $"/api/v1/stream/tasks/{run}{query}", null, headers);

        Assert.Equal(run, (await viewer.ReadJsonAsync()).GetProperty("task_id").GetString());
    }

    [Theory]
    [InlineData("", "No valid credential provided")]
    [InlineData("?token=Basic%20abc", "No valid credential provided")]
    [InlineData("?apikey=sk_wrong", "Invalid credential provided")]
    [InlineData("?apikey=ui_wrong", "Invalid credential provided")]
    public async Task Watch_WithoutAGoodCredential_IsToldInTheAcceptedSocket(string query, string words)
    {
        using var tenant = await api.NewTenantAsync();
        var run = await tenant.StartRunAsync();
        using var viewer = await LiveClient.ConnectAsync(api.Server, $"/api/v1/stream/tasks/{run}{query}");

        Assert.Equal(words, await viewer.ReadAsync());
        Assert.Null(await viewer.ReadAsync());
    }

    [Fact]
    public async Task Watch_AnotherOrganizationsOrUnknownRun_IsNotFound()
    {
        using var tenant = await api.NewTenantAsync();
        using var other = await api.NewTenantAsync();
        var run = await other.StartRunAsync();
        using var shown = Show(other, run);

        foreach (var id in (string[])[run, "tsk_unknown"])
        {
            using var viewer = await LiveClient.ConnectAsync(api.Server, $"/api/v1/stream/tasks/{id}", tenant.Key);
            Assert.Equal($$"""{"task_id":"{{id}}","status":"not_found"}""", await viewer.ReadAsync());
            Assert.Equal(1000, await viewer.ReadToEndAsync());
        }
    }

    [Fact]
    public async Task Watch_RunEnds_IsToldItsFinalStatus()
    {
        using var tenant = await api.NewTenantAsync();
        var run = await tenant.StartRunAsync();
        _browser.Show(FakeLiveBrowser.Frame(1));
        var shown = Show(tenant, run);
        using var viewer = await LiveClient.ConnectAsync(api.Server, $"/api/v1/stream/tasks/{run}", tenant.Key);
        await viewer.ReadJsonAsync();

        shown.Dispose();
        using var answer = await tenant.Http.PostAsync($"/v1/runs/{run}/cancel", content: null);

        Assert.Equal($$"""{"task_id":"{{run}}","status":"canceled"}""", await viewer.ReadAsync());
        Assert.Equal(1000, await viewer.ReadToEndAsync());
        await Eventually.TrueAsync(() => _browser.Viewers == 0);
    }

    [Fact]
    public async Task Watch_BrowserIsReplaced_GoesOnWithTheNewOne()
    {
        using var tenant = await api.NewTenantAsync();
        var run = await tenant.StartRunAsync();
        _browser.Show(FakeLiveBrowser.Frame(1));
        var shown = Show(tenant, run);
        using var viewer = await LiveClient.ConnectAsync(api.Server, $"/api/v1/stream/tasks/{run}", tenant.Key);
        await viewer.ReadJsonAsync();
        var next = new FakeLiveBrowser();
        next.Show(FakeLiveBrowser.Frame(2));

        _browser.Close();
        shown.Dispose();
        using var shownNext = Live.Show(tenant.OrganizationId, run, next, new LiveOptions().NewControl(TimeProvider.System));

        Assert.Equal("Ag==", (await viewer.ReadJsonAsync()).GetProperty("screenshot").GetString());
    }

    [Fact]
    public async Task Watch_ViewerThatReadsNothing_LosesFramesAndHoldsNobodyUp()
    {
        using var tenant = await api.NewTenantAsync();
        var run = await tenant.StartRunAsync();
        _browser.Show(FakeLiveBrowser.Frame(0));
        using var shown = Show(tenant, run);
        using var slow = await LiveClient.ConnectAsync(api.Server, $"/api/v1/stream/tasks/{run}", tenant.Key);
        using var fast = await LiveClient.ConnectAsync(api.Server, $"/api/v1/stream/tasks/{run}", tenant.Key);
        await fast.ReadJsonAsync();
        await Eventually.TrueAsync(() => _browser.Viewers == 2);

        // More than all buffers between the two ends hold.
        for (byte number = 1; number <= 60; number++)
        {
            var jpeg = new byte[1_000_000];
            jpeg[0] = number;
            _browser.Show(FakeLiveBrowser.Frame(jpeg));
            await fast.ReadJsonAsync();
        }

        var read = 0;
        for (var newest = 0; newest < 60; read++)
        {
            newest = (await slow.ReadJsonAsync()).GetProperty("screenshot").GetBytesFromBase64()[0];
        }

        Assert.InRange(read, 1, 59);
    }

    [Fact]
    public async Task Get_WithoutAHandshake_IsAnErrorInTheOneShape()
    {
        using var plain = await api.Server.Http.GetAsync("/api/v1/stream/tasks/tsk_1");
        using var wrong = await api.Server.Http.PostAsync("/v1/stream/cdp_input/browser_session/pbs_1", content: null);

        Assert.Equal("This address speaks WebSocket only.", await Answers.AssertErrorAsync(HttpStatusCode.UpgradeRequired, plain));
        Assert.Equal("websocket", plain.Headers.Upgrade.ToString());
        await Answers.AssertErrorAsync(HttpStatusCode.MethodNotAllowed, wrong);
    }

    private IDisposable Show(Tenant tenant, string id) =>
        Live.Show(tenant.OrganizationId, id, _browser, new LiveOptions().NewControl(TimeProvider.System));
}
