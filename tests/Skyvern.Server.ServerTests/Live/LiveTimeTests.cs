using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging.Abstractions;
using Skyvern.Client.Contracts;
using Skyvern.Server.Core.Live;
using Skyvern.Server.Live;
using Skyvern.Server.Testing;

namespace Skyvern.Server.ServerTests.Live;

/// <summary>What happens when nothing happens; only the clock of the live sockets is moved.</summary>
public sealed class LiveTimeTests : IAsyncLifetime
{
    private readonly ManualTimeProvider _time = new();
    private readonly FakeLiveBrowser _browser = new();
    private ServerFactory _server = null!;

    public async Task InitializeAsync() => _server = await ServerFactory.StartAsync(works: false, services: services =>
    {
        services.Replace(ServiceDescriptor.Singleton(provider => new LiveWait(
            provider.GetRequiredService<LiveBrowsers>(), provider.GetRequiredService<ILiveSubjects>(), _time)));
        services.Replace(ServiceDescriptor.Singleton(provider => new PictureStream(
            provider.GetRequiredService<LiveWait>(), _time, NullLogger<PictureStream>.Instance)));
    });

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Watch_RunThatDoesNotStart_IsGivenUpAfterTwoMinutes()
    {
        var run = await StartAsync();
        using var viewer = await LiveClient.ConnectAsync(_server, $"/api/v1/stream/tasks/{run}", _server.ApiKey);
        using var client = await LiveClient.ConnectAsync(_server, $"/api/v1/stream/cdp_input/task/{run}?client_id=me", _server.ApiKey);
        var began = _time.GetUtcNow();
        var (status, code) = (viewer.ReadAsync(), client.ReadToEndAsync());

        await _time.RunAsync(Task.WhenAll(status, code), TimeSpan.FromMilliseconds(500));

        Assert.Equal($$"""{"task_id":"{{run}}","status":"timeout"}""", await status);
        Assert.Equal(4408, await code);
        Assert.True(_time.GetUtcNow() - began >= TimeSpan.FromSeconds(120));
    }

    [Fact]
    public async Task Watch_NoFrameForFiveMinutes_IsGivenUp()
    {
        var run = await StartAsync();
        var live = _server.Services.GetRequiredService<LiveBrowsers>();
        var organization = (await _server.Http.GetJsonAsync("/api/v1/organizations/me")).GetProperty("organization_id").GetString()!;
        using var shown = live.Show(organization, run, _browser, new LiveOptions().NewControl(_time));
        using var viewer = await LiveClient.ConnectAsync(_server, $"/api/v1/stream/tasks/{run}", _server.ApiKey);
        await Eventually.TrueAsync(() => _browser.Viewers == 1);
        _browser.Show(FakeLiveBrowser.Frame(1));
        await viewer.ReadJsonAsync();
        var began = _time.GetUtcNow();
        var end = viewer.ReadAsync();

        await _time.RunAsync(end, TimeSpan.FromSeconds(10));

        Assert.Equal($$"""{"task_id":"{{run}}","status":"timeout"}""", await end);
        Assert.True(_time.GetUtcNow() - began >= TimeSpan.FromMinutes(5));
        Assert.Equal(1000, await viewer.ReadToEndAsync());
    }

    [Fact]
    public async Task Server_Stops_ClosesItsSocketsAtOnce()
    {
        await using var server = await ServerFactory.StartAsync(new Dictionary<string, string?> { ["Live:Intervention"] = "false" }, works: false);
        var run = await server.Client.RunTaskAsync(new RunTaskRequest { Prompt = "Wait" });
        using var client = await LiveClient.ConnectAsync(server, $"/api/v1/stream/cdp_input/task/{run.RunId}?client_id=me", server.ApiKey);
        Assert.Equal(4403, await client.ReadToEndAsync());
        using var viewer = await LiveClient.ConnectAsync(server, $"/api/v1/stream/tasks/{run.RunId}", server.ApiKey);

        var stopping = server.DisposeAsync().AsTask();

        Assert.Equal(1001, await viewer.ReadToEndAsync());
        await stopping;
    }

    private async Task<string> StartAsync() => (await _server.Client.RunTaskAsync(new RunTaskRequest { Prompt = "Wait" })).RunId;
}
