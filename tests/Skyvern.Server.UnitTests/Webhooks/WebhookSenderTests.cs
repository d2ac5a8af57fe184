using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Skyvern.Client;
using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Egress;
using Skyvern.Server.Testing;
using Skyvern.Server.Webhooks;

namespace Skyvern.Server.UnitTests.Webhooks;

public sealed class WebhookSenderTests
{
    private static readonly byte[] Body = Encoding.UTF8.GetBytes("""{"run_id":"tsk_1","note":"Zoë"}""");

    [Fact]
    public async Task SendAsync_Receiver_GetsTheExactBytesSigned()
    {
        await using var receiver = await WebhookReceiver.StartAsync();

        var result = await SendAsync(receiver.Url);

        Assert.True(result.IsDelivered);
        var request = Assert.Single(receiver.Received);
        Assert.Equal("POST", request.Method);
        Assert.Equal(Body, request.Body);
        Assert.Equal("application/json", request.Headers["Content-Type"]);
        Assert.Equal(WebhookSignature.Of(Body, "key"), request.Headers["x-skyvern-signature"]);
        Assert.Equal("whd_1", request.Headers["x-skyvern-delivery"]);
        Assert.InRange(
            DateTimeOffset.FromUnixTimeSeconds(long.Parse(request.Headers["x-skyvern-timestamp"])),
            TimeProvider.System.GetUtcNow().AddMinutes(-1), TimeProvider.System.GetUtcNow().AddMinutes(1));
    }

    [Theory]
    [InlineData(200, true, false)]
    [InlineData(202, true, false)]
    [InlineData(204, true, false)]
    [InlineData(302, false, false)]
    [InlineData(400, false, false)]
    [InlineData(401, false, false)]
    [InlineData(403, false, true)]
    [InlineData(404, false, false)]
    [InlineData(408, false, true)]
    [InlineData(410, false, false)]
    [InlineData(425, false, true)]
    [InlineData(429, false, true)]
    [InlineData(500, false, true)]
    [InlineData(503, false, true)]
    public async Task SendAsync_Answer_SaysWhetherToRepeat(int code, bool isDelivered, bool canRepeat)
    {
        await using var receiver = await WebhookReceiver.StartAsync((context, _) =>
        {
            context.Response.StatusCode = code;
            context.Response.Headers.Location = "/elsewhere";
            return Task.CompletedTask;
        });

        var result = await SendAsync(receiver.Url);

        Assert.Equal((code, isDelivered, canRepeat), (result.StatusCode, result.IsDelivered, result.CanRepeat));
        Assert.Single(receiver.Received);
    }

    [Theory]
    [InlineData("7", 7)]
    [InlineData("Mon, 02 Mar 2026 09:00:30 GMT", 30)]
    public async Task SendAsync_RetryAfter_IsRead(string header, int seconds)
    {
        await using var receiver = await WebhookReceiver.StartAsync((context, _) =>
        {
            context.Response.StatusCode = 503;
            context.Response.Headers.RetryAfter = header;
            return Task.CompletedTask;
        });

        var result = await SendAsync(receiver.Url, time: new ManualTimeProvider());

        Assert.Equal(TimeSpan.FromSeconds(seconds), result.RetryAfter);
    }

    [Fact]
    public async Task SendAsync_NobodyListens_MayBeRepeated()
    {
        // Bound and not listening: nobody else can get the port meanwhile.
        using var bound = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        bound.Bind(new IPEndPoint(IPAddress.Loopback, 0));

        var result = await SendAsync($"http://{bound.LocalEndPoint}/hook");

        Assert.True(result.CanRepeat);
        Assert.Contains("127.0.0.1", result.Error);
    }

    [Fact]
    public async Task SendAsync_NoAnswerInTime_MayBeRepeated()
    {
        await using var receiver = await WebhookReceiver.StartAsync((context, _) => Task.Delay(Timeout.Infinite, context.RequestAborted));

        var result = await SendAsync(receiver.Url, timeoutSeconds: 1);

        Assert.True(result.CanRepeat);
        Assert.Contains("within 1 s", result.Error);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    [InlineData("rebind.example")] // a public name that stands for this machine
    public async Task SendAsync_RefusedHost_EndsWithTheReason(string host)
    {
        await using var receiver = await WebhookReceiver.StartAsync();

        var result = await SendAsync($"http://{host}:{receiver.Port}/hook", allowed: "");

        Assert.False(result.CanRepeat);
        Assert.Equal($"The address points to a local or private host: {host}.", result.Error);
        Assert.Empty(receiver.Received);
    }

    [Fact]
    public async Task SendAsync_UnknownHost_MayBeRepeated()
    {
        var result = await SendAsync("https://nosuch.example/hook");

        Assert.True(result.CanRepeat);
        Assert.Contains("could not be looked up: nosuch.example", result.Error);
    }

    private static async Task<WebhookResult> SendAsync(
        string url, string allowed = "127.0.0.1", int timeoutSeconds = 30, TimeProvider? time = null)
    {
        await using var services = new ServiceCollection()
            .AddSingleton<IAddressPolicy>(
                new AddressPolicy(Options.Create(new NetworkOptions { AllowedHosts = allowed }), new DemoAddress(), new RebindingLookup()))
            .AddGuardedHttp()
            .BuildServiceProvider();
        var options = Options.Create(new WebhookOptions { TimeoutSeconds = timeoutSeconds });
        return await new WebhookSender(services.GetRequiredService<IHttpClientFactory>(), options, time ?? TimeProvider.System)
            .SendAsync(url, Body, "whd_1", "key", default);
    }

    private sealed class RebindingLookup : IHostLookup
    {
        public Task<IReadOnlyList<IPAddress>> FindAsync(string host, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<IPAddress>>(host == "rebind.example" ? [IPAddress.Loopback] : []);
    }
}
