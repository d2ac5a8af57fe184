using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Skyvern.Server.Browser.Egress;
using Skyvern.Server.Testing;

namespace Skyvern.Server.BrowserTests.Egress;

public sealed class EgressProxyTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly EgressProxy _proxy = EgressProxy.Start(
        new TestAddressPolicy(address => address.Host != "127.0.0.2" && !address.AbsolutePath.StartsWith("/secret", StringComparison.Ordinal)), TimeProvider.System);

    private FixtureSite _site = null!;

    private HttpClient Browser => field ??= new HttpClient(new SocketsHttpHandler { Proxy = new WebProxy(_proxy.Address) }) { Timeout = Patience };

    public async Task InitializeAsync() => _site = await FixtureSite.StartAsync();

    public async Task DisposeAsync()
    {
        Browser.Dispose();
        await _proxy.DisposeAsync();
        await _site.DisposeAsync();
    }

    [Fact]
    public async Task Get_AllowedAddress_ReturnsTheAnswerAsItIs()
    {
        _site.Answer("/a", async context =>
        {
            context.Response.Headers["X-Path"] = context.Request.Path + context.Request.QueryString;
            context.Response.Headers["X-Host"] = context.Request.Host.Value;
            context.Response.StatusCode = 418;
            await context.Response.WriteAsync("tea");
        });

        using var answer = await Browser.GetAsync(new Uri(_site.Address("/a?b=%2F%20c")));

        Assert.Equal(418, (int)answer.StatusCode);
        Assert.Equal("tea", await answer.Content.ReadAsStringAsync());
        Assert.Equal("/a?b=%2F%20c", answer.Headers.GetValues("X-Path").Single());
        Assert.Equal($"127.0.0.1:{_site.Port}", answer.Headers.GetValues("X-Host").Single());
    }

    [Fact]
    public async Task Get_RefusedHost_AnswersWithAPageThatSaysWhy()
    {
        using var answer = await Browser.GetAsync(new Uri("http://127.0.0.2:9/x"));

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains("address policy", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("127.0.0.2", Assert.Single(_proxy.Journal.TakeRefusals()).Host);
    }

    [Fact]
    public async Task Get_NothingListens_AnswersWithAPageThatSaysSo()
    {
        using var answer = await Browser.GetAsync(new Uri("http://127.0.0.1:1/"));

        Assert.Equal(HttpStatusCode.BadGateway, answer.StatusCode);
        Assert.Equal(EgressProblemKind.ConnectionRefused, _proxy.Journal.Find(new Uri("http://127.0.0.1:1/"), 0)!.Kind);
    }

    [Fact]
    public async Task Requests_OnOneConnection_AreJudgedOneByOne()
    {
        _site.Answer("/open", context => context.Response.WriteAsync("open"));
        _site.Answer("/secret", context => context.Response.WriteAsync("never"));
        using var connection = await ConnectAsync();
        var reader = new WireReader(connection.GetStream());
        var statuses = new List<int>();

        for (var request = 0; request < 30; request++)
        {
            var path = request % 3 == 1 ? "/secret" : "/open";
            await SendAsync(connection, $"POST {_site.Address(path)} HTTP/1.1\r\nHost: elsewhere.example\r\nContent-Length: 3\r\n\r\nabc");
            var head = MessageHead.Parse((await reader.ReadHeadAsync(CancellationToken.None))!);
            var body = new MemoryStream();
            await MessageBody.CopyAnswerAsync(head, reader, body, CancellationToken.None);
            Assert.DoesNotContain("never", Encoding.UTF8.GetString(body.ToArray()), StringComparison.Ordinal);
            statuses.Add(head.Status);
        }

        Assert.Equal(Enumerable.Range(0, 30).Select(request => request % 3 == 1 ? 403 : 200), statuses);
    }

    [Theory]
    [InlineData("/open/../secret")]
    [InlineData("/open/%2e%2e/secret")]
    [InlineData("/open/.%2E/secret")]
    [InlineData("/open\\..\\secret")]
    public async Task Get_PathThatHidesItsTarget_IsNotPassedOn(string path)
    {
        _site.Answer("/secret", context => context.Response.WriteAsync("never"));
        using var connection = await ConnectAsync();

        await SendAsync(connection, $"GET {_site.Address()[..^1]}{path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");

        var head = await new WireReader(connection.GetStream()).ReadHeadAsync(CancellationToken.None);
        Assert.Equal(400, MessageHead.Parse(head!).Status);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Post_LargeBody_ArrivesAndComesBackWhole(bool chunked)
    {
        _site.Answer("/echo", async context => await context.Request.Body.CopyToAsync(context.Response.Body));
        var sent = RandomNumberGenerator.GetBytes(5_000_000);
        using var request = new HttpRequestMessage(HttpMethod.Post, _site.Address("/echo")) { Content = new ByteArrayContent(sent) };
        request.Headers.TransferEncodingChunked = chunked;

        using var answer = await Browser.SendAsync(request);

        Assert.Equal(SHA256.HashData(sent), SHA256.HashData(await answer.Content.ReadAsByteArrayAsync()));
    }

    [Fact]
    public async Task Get_AnswerInParts_ArrivesPartByPart()
    {
        var second = new TaskCompletionSource();
        _site.Answer("/parts", async context =>
        {
            await context.Response.WriteAsync("one,");
            await context.Response.Body.FlushAsync();
            await second.Task.WaitAsync(Patience);
            await context.Response.WriteAsync("two");
        });

        using var answer = await Browser.GetAsync(new Uri(_site.Address("/parts")), HttpCompletionOption.ResponseHeadersRead);
        await using var stream = await answer.Content.ReadAsStreamAsync();
        var first = new byte[4];
        await stream.ReadExactlyAsync(first);
        second.SetResult();

        Assert.Equal("one,", Encoding.ASCII.GetString(first));
        Assert.Equal("two", await new StreamReader(stream).ReadToEndAsync());
    }

    [Fact]
    public async Task Get_BrowserGivesUp_TheHostIsTold()
    {
        var asked = new TaskCompletionSource();
        var toldSo = new TaskCompletionSource();
        _site.Answer("/slow", async context =>
        {
            await using var registration = context.RequestAborted.Register(toldSo.SetResult);
            asked.SetResult();
            await toldSo.Task.WaitAsync(Patience);
        });

        var connection = await ConnectAsync();
        await SendAsync(connection, $"GET {_site.Address("/slow")} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
        await asked.Task.WaitAsync(Patience);
        connection.Dispose();

        await toldSo.Task.WaitAsync(Patience);
    }

    [Fact]
    public async Task Get_AnswerThatEndsWithItsConnection_ArrivesWhole()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var serving = Task.Run(async () =>
        {
            using var peer = await listener.AcceptTcpClientAsync();
            await new WireReader(peer.GetStream()).ReadHeadAsync(CancellationToken.None);
            await SendAsync(peer, "HTTP/1.0 200 OK\r\nContent-Type: text/plain\r\n\r\nuntil the end");
        });

        var text = await Browser.GetStringAsync(new Uri($"http://{listener.LocalEndpoint}/"));
        await serving;

        Assert.Equal("until the end", text);
    }

    [Fact]
    public async Task WebSocket_AllowedAndRefusedHost_IsATunnelOrNothing()
    {
        await using var site = await WebSocketSite.StartAsync();
        using var allowed = new ClientWebSocket();
        allowed.Options.Proxy = new WebProxy(_proxy.Address);
        using var refused = new ClientWebSocket();
        refused.Options.Proxy = new WebProxy(_proxy.Address);

        await allowed.ConnectAsync(new Uri($"ws://127.0.0.1:{site.Port}/"), CancellationToken.None);
        await allowed.SendAsync("hello"u8.ToArray(), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        var buffer = new byte[100];
        var echo = await allowed.ReceiveAsync(buffer, CancellationToken.None);

        Assert.Equal("hello", Encoding.UTF8.GetString(buffer, 0, echo.Count));
        await Assert.ThrowsAsync<WebSocketException>(() => refused.ConnectAsync(new Uri($"ws://127.0.0.2:{site.Port}/"), CancellationToken.None));
    }

    private async Task<TcpClient> ConnectAsync()
    {
        var connection = new TcpClient();
        await connection.ConnectAsync(IPAddress.Loopback, new Uri(_proxy.Address).Port);
        return connection;
    }

    private static async Task SendAsync(TcpClient connection, string text) => await connection.GetStream().WriteAsync(Encoding.ASCII.GetBytes(text));
}
