using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Skyvern.Server.Browser.Egress;
using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Testing;

namespace Skyvern.Server.BrowserTests.Egress;

/// <summary>A browser's traffic that goes out through another proxy.</summary>
public sealed class UpstreamProxyTests : IAsyncLifetime
{
    private readonly ConcurrentQueue<string> _seenUpstream = new();
    private readonly EgressProxy _upstream;
    private readonly EgressProxy _proxy = EgressProxy.Start(new TestAddressPolicy(address => address.Host != "127.0.0.2"), TimeProvider.System);
    private FixtureSite _site = null!;

    public UpstreamProxyTests() => _upstream = EgressProxy.Start(
        new TestAddressPolicy(address =>
        {
            _seenUpstream.Enqueue(address.Authority);
            return true;
        }),
        TimeProvider.System);

    public async Task InitializeAsync() => _site = await FixtureSite.StartAsync();

    public async Task DisposeAsync()
    {
        await _proxy.DisposeAsync();
        await _upstream.DisposeAsync();
        await _site.DisposeAsync();
    }

    [Fact]
    public async Task Get_WithAnUpstream_GoesThroughIt()
    {
        _site.Page("/", "<h1>Here</h1>");
        _proxy.Upstream = UpstreamProxy.TryParse(_upstream.Address, isCallers: false);

        Assert.Contains("Here", await GetAsync(_site.Address()), StringComparison.Ordinal);

        Assert.Equal([new Uri(_site.Address()).Authority], _seenUpstream.Distinct());
    }

    [Fact]
    public async Task Get_RefusedHost_DoesNotReachTheUpstream()
    {
        _proxy.Upstream = UpstreamProxy.TryParse(_upstream.Address, isCallers: false);

        Assert.Contains("address policy", await GetAsync("http://127.0.0.2:9/"), StringComparison.Ordinal);

        Assert.Empty(_seenUpstream);
    }

    [Fact]
    public async Task Get_UpstreamThatWantsAPassword_IsSentItAndItsRefusalIsNamed()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var head = RefuseAsync(listener);
        _proxy.Upstream = UpstreamProxy.TryParse($"http://ada:pass%20word@{listener.LocalEndpoint}", isCallers: false);

        var page = await GetAsync(_site.Address());

        Assert.Contains($"Proxy-Authorization: Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes("ada:pass word"))}", await head, StringComparison.Ordinal);
        Assert.Contains("did not accept user name and password", page, StringComparison.Ordinal);
        Assert.Equal(EgressProblemKind.Proxy, _proxy.Journal.Find(new Uri(_site.Address()), 0)!.Kind);
    }

    [Fact]
    public async Task Get_UpstreamThatIsGone_IsToldWithoutItsPassword()
    {
        _proxy.Upstream = UpstreamProxy.TryParse("http://ada:secret-word@127.0.0.1:1", isCallers: false);

        var page = await GetAsync(_site.Address());

        Assert.Contains("The proxy 127.0.0.1:1 could not be reached", page, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-word", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_CallersUpstreamAtAForbiddenAddress_IsNotConnectedTo()
    {
        using var listener = new TcpListener(IPAddress.Parse("127.0.0.2"), 0);
        listener.Start();
        _proxy.Upstream = UpstreamProxy.TryParse($"http://{listener.LocalEndpoint}", isCallers: true);

        Assert.Contains("could not be reached", await GetAsync(_site.Address()), StringComparison.Ordinal);

        Assert.False(listener.Pending());
    }

    private async Task<string> GetAsync(string address)
    {
        using var http = new HttpClient(new SocketsHttpHandler { Proxy = new WebProxy(_proxy.Address) });
        using var answer = await http.GetAsync(new Uri(address));
        return await answer.Content.ReadAsStringAsync();
    }

    private static async Task<string> RefuseAsync(TcpListener listener)
    {
        using var socket = await listener.AcceptSocketAsync();
        await using var stream = new NetworkStream(socket);
        var head = await new WireReader(stream).ReadHeadAsync(CancellationToken.None);
        await stream.WriteAsync("HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n"u8.ToArray());
        return head!;
    }
}
