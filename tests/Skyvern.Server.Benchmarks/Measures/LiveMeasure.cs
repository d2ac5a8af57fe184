using System.Diagnostics;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Skyvern.Server.Core.Actions;
using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Core.Live;

namespace Skyvern.Server.Benchmarks.Measures;

/// <summary>How soon a viewer sees what happens, over the real sockets.</summary>
internal sealed class LiveMeasure : IMeasure
{
    private const int Clicks = 40;
    private const int FullFrame = 40_000;

    // Empty or full of colours, which the sizes of the pictures tell apart.
    private const string Still = """
        <body style="margin:0" onclick="full.hidden = !full.hidden"><div style="height:800px"><div id="full" hidden></div></div>
        <script>full.innerHTML = Array.from({ length: 4000 }, (_, i) =>
          `<i style="float:left;width:16px;height:14px;background:hsl(${i * 37 % 360} 90% ${20 + i * 13 % 60}%)"></i>`).join('')</script>
        """;

    private const string Moving = """
        <body><h1 id="n"></h1><script>const tick = () => { n.textContent = performance.now(); requestAnimationFrame(tick) }; tick()</script>
        """;

    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(5);

    private readonly byte[] _buffer = new byte[4 * 1024 * 1024];

    public string Name => "live";

    public async Task<IReadOnlyList<Figure>> MeasureAsync()
    {
        await using var server = await BenchServer.StartAsync(new() { ["Browser:PreLaunched"] = "0" });
        await using var session = await server.Services.GetRequiredService<IBrowserPool>().OpenAsync(new BrowserRequest("tsk_live"), default);
        using var me = await server.Http.GetAsync("/api/v1/organizations/me");
        var organization = JsonElement.Parse(await me.Content.ReadAsStringAsync()).GetProperty("organization_id").GetString()!;
        var control = new LiveOptions().NewControl(TimeProvider.System);
        using var shown = server.Services.GetRequiredService<LiveBrowsers>().Show(organization, "pbs_live", session.Live, control);
        using var viewer = await ConnectAsync(server, "/v1/stream/browser_sessions/pbs_live");
        using var person = await ConnectAsync(server, "/v1/stream/cdp_input/browser_session/pbs_live?client_id=bench");
        await SendAsync(person, """{"kind":"take-control"}""");

        await session.PerformAsync(new GoToAction(server.Site.Page("/still", Still)), default);
        var clicks = await ClickAsync(viewer, person);
        await session.PerformAsync(new GoToAction(server.Site.Page("/moving", Moving)), default);
        using var page = await OpenPageAsync(server);
        using var end = new CancellationTokenSource();
        var reading = ReadPicturesAsync(page, end.Token);
        var (delays, perSecond, painted) = await FilmAsync(session.Live);
        await end.CancelAsync();
        var (pageDelays, pagePerSecond) = OfPage(await reading, painted);
        return
        [
            new Figure("live: click to changed frame at the viewer", clicks.Milliseconds, "<= 100 ms"),
            new Figure("live: painted to viewer", delays.Milliseconds, "<= 100 ms"),
            new Figure("live: frames a second of a page that never stands still", $"{perSecond:0.0}", ">= 1; at most Live:FramesPerSecond (15)"),
            new Figure("live: painted to a web page's socket", pageDelays.Milliseconds, "<= 100 ms"),
            new Figure("live: binary pictures a second in it", $"{pagePerSecond:0.0}", ">= 1; at most Live:FramesPerSecond (15)"),
        ];
    }

    private async Task<Samples> ClickAsync(ClientWebSocket viewer, ClientWebSocket person)
    {
        var samples = new Samples();
        await ReadUntilAsync(viewer, isFull: false);
        for (var click = 0; click < Clicks; click++)
        {
            await Task.Delay(Rest);
            var started = Stopwatch.GetTimestamp();
            await SendAsync(person, """{"kind":"mouseEvent","eventType":"mousePressed","x":600,"y":400,"button":"left","clickCount":1}""");
            await SendAsync(person, """{"kind":"mouseEvent","eventType":"mouseReleased","x":600,"y":400,"button":"left","clickCount":1}""");
            await ReadUntilAsync(viewer, isFull: click % 2 == 0);
            samples.Add(Stopwatch.GetElapsedTime(started));
        }

        return samples;
    }

    private static async Task<(Samples Delays, double PerSecond, Dictionary<string, DateTimeOffset> Painted)> FilmAsync(ILiveBrowser browser)
    {
        var samples = new Samples();
        var painted = new Dictionary<string, DateTimeOffset>();
        var frames = 0;
        using var end = new CancellationTokenSource();
        var started = 0L;
        await foreach (var frame in browser.WatchAsync(end.Token))
        {
            samples.Add(TimeProvider.System.GetUtcNow() - frame.At);
            painted.TryAdd(Mark(frame.Jpeg.Span), frame.At);
            started = started == 0 ? Stopwatch.GetTimestamp() : started;
            frames++;
            if (Stopwatch.GetElapsedTime(started) >= Period)
            {
                break;
            }
        }

        return (samples, (frames - 1) / Stopwatch.GetElapsedTime(started).TotalSeconds, painted);
    }

    /// <summary>Each picture that comes in a page's socket, with its time.</summary>
    private static async Task<List<(string Picture, DateTimeOffset At)>> ReadPicturesAsync(ClientWebSocket page, CancellationToken cancellationToken)
    {
        var came = new List<(string, DateTimeOffset)>();
        var buffer = new byte[4 * 1024 * 1024];
        var length = 0;
        while (!cancellationToken.IsCancellationRequested)
        {
            var part = await page.ReceiveAsync(buffer.AsMemory(length), CancellationToken.None); // one that was cancelled would break the socket
            length += part.Count;
            if (!part.EndOfMessage)
            {
                continue;
            }

            if (part.MessageType == WebSocketMessageType.Binary)
            {
                came.Add((Mark(buffer.AsSpan(0, length)), TimeProvider.System.GetUtcNow()));
            }

            length = 0;
        }

        return came;
    }

    /// <summary>How late the page's pictures were, and how many came in a second.</summary>
    private static (Samples Delays, double PerSecond) OfPage(List<(string Picture, DateTimeOffset At)> came, Dictionary<string, DateTimeOffset> painted)
    {
        var samples = new Samples();
        foreach (var (picture, at) in came)
        {
            if (painted.TryGetValue(picture, out var shown))
            {
                samples.Add(at - shown);
            }
        }

        return (samples, (came.Count - 1) / (came[^1].At - came[0].At).TotalSeconds);
    }

    private static string Mark(ReadOnlySpan<byte> picture) => Convert.ToHexString(SHA256.HashData(picture));

    private static async Task<ClientWebSocket> OpenPageAsync(BenchServer server)
    {
        using var person = await server.LogInAsync();
        var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Cookie", string.Join("; ", person.Cookies.Select(cookie => $"{cookie.Name}={cookie.Value}")));
        socket.Options.SetRequestHeader("Origin", server.Http.BaseAddress!.GetLeftPart(UriPartial.Authority));
        await socket.ConnectAsync(new Uri($"ws://{server.Http.BaseAddress.Authority}/ui/live/sessions/pbs_live"), default);
        return socket;
    }

    /// <summary>Reads until a frame shows the page as wanted.</summary>
    private async Task ReadUntilAsync(ClientWebSocket viewer, bool isFull)
    {
        while (await ReadAsync(viewer) > FullFrame != isFull)
        {
        }
    }

    /// <summary>The size of the next message.</summary>
    private async Task<int> ReadAsync(ClientWebSocket viewer)
    {
        for (var length = 0; ;)
        {
            var part = await viewer.ReceiveAsync(_buffer.AsMemory(length), default);
            length += part.Count;
            if (part.EndOfMessage)
            {
                return length;
            }
        }
    }

    private static Task SendAsync(ClientWebSocket socket, string text) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, default);

    private static async Task<ClientWebSocket> ConnectAsync(BenchServer server, string path)
    {
        var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("x-api-key", server.Http.DefaultRequestHeaders.GetValues("x-api-key").Single());
        await socket.ConnectAsync(new Uri($"ws://{server.Http.BaseAddress!.Authority}{path}"), default);
        return socket;
    }
}
