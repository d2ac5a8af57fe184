using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Core.Live;
using Skyvern.Server.Testing;

namespace Skyvern.Server.BrowserTests.Sessions;

public sealed class LiveTests : SessionTests
{
    private const string Page = """
        <body style="margin:0"><button style="position:absolute;left:100px;top:100px;width:200px;height:100px"
          onclick="document.body.style.background='#c00'; document.title = 'clicked ' + event.isTrusted + ' ' + event.clientX + ',' + event.clientY">Paint</button>
        <input aria-label="Name" style="position:absolute;left:100px;top:300px;width:300px;height:40px" oninput="document.title = event.isTrusted + ' ' + this.value"
          onkeydown="if (event.key === 'Enter') document.title = 'entered ' + this.value">
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private protected override IAddressPolicy Policy => new TestAddressPolicy(address => address.Host != "127.0.0.2");

    [Fact]
    public async Task Watch_StillPage_ShowsAFrameAndTheChangeThatAClickMakes()
    {
        await ShowAsync(Page);
        using var patience = new CancellationTokenSource(Patience);
        await using var frames = Session.Live.WatchAsync(patience.Token).GetAsyncEnumerator();

        Assert.True(await frames.MoveNextAsync());
        var first = frames.Current;
        Assert.Equal((1152, 720, Session.Url), (first.Width, first.Height, first.Url));
        Assert.Equal([0xFF, 0xD8], first.Jpeg[..2].ToArray());

        // The middle of the button, in pixels of the frame: 200, 150 of the viewport.
        await ClickAsync(180, 135);

        while (frames.Current.Jpeg.Span.SequenceEqual(first.Jpeg.Span))
        {
            Assert.True(await frames.MoveNextAsync());
        }

        Assert.True(frames.Current.At >= first.At);
        Assert.Equal("clicked true 200,150", (await ObserveAsync()).Title);
    }

    [Fact]
    public async Task Watch_NewTab_IsFollowed()
    {
        Site.Page("/next", "<title>Next</title><h1>Next</h1>");
        await ShowAsync("<a href='/next' target='_blank' style='position:absolute;left:100px;top:100px;width:200px;height:100px'>Next</a>");
        using var patience = new CancellationTokenSource(Patience);
        await using var frames = Session.Live.WatchAsync(patience.Token).GetAsyncEnumerator();
        await frames.MoveNextAsync();

        await ClickAsync(180, 117);

        while (frames.Current.Url != Site.Address("/next"))
        {
            Assert.True(await frames.MoveNextAsync());
        }
    }

    [Fact]
    public async Task Watch_SlowlyAPageThatMovesAndThenRests_ShowsHowItCameToRest()
    {
        await ShowAsync("""
            <script>
            const end = performance.now() + 1500;
            const tick = now => { document.body.style.background = now < end ? `rgb(${now % 200 + 50} 0 0)` : 'rgb(0 0 255)'; if (now < end) requestAnimationFrame(tick) };
            tick(0);
            </script>
            """);
        using var patience = new CancellationTokenSource(Patience);
        await using var frames = Session.Live.WatchAsync(() => TimeSpan.FromMilliseconds(250), patience.Token).GetAsyncEnumerator();

        await UntilBlueAsync(frames);
    }

    [Fact]
    public async Task Watch_ManyPagesInARow_ShowsTheLast()
    {
        await ShowAsync(Page);
        using var patience = new CancellationTokenSource(Patience);
        await using var frames = Session.Live.WatchAsync(() => TimeSpan.FromMilliseconds(250), patience.Token).GetAsyncEnumerator();
        await frames.MoveNextAsync();
        for (var page = 0; page < 60; page++)
        {
            await GoToAsync(Site.Page($"/{page}", $"<h1>Page {page}</h1>"));
        }

        await GoToAsync(Site.Page("/last", "<body style='background: rgb(0 0 255)'>"));

        await UntilBlueAsync(frames);
    }

    [Fact]
    public async Task Watch_BrowserCloses_Ends()
    {
        await ShowAsync(Page);
        using var patience = new CancellationTokenSource(Patience);
        await using var frames = Session.Live.WatchAsync(patience.Token).GetAsyncEnumerator();
        await frames.MoveNextAsync();

        await Session.DisposeAsync();

        while (await frames.MoveNextAsync())
        {
        }

        await Assert.ThrowsAsync<BrowserLostException>(() => Session.Live.InputAsync(new ReloadInput(), patience.Token));
    }

    [Fact]
    public async Task Input_Keys_WriteIntoTheFieldAsAPersonDoes()
    {
        await ShowAsync(Page);
        await ClickAsync(200, 288);

        foreach (var letter in "Añ")
        {
            await KeyAsync(letter.ToString(), letter.ToString());
        }

        await ShowsTitleAsync("true Añ");
        await KeyAsync("Backspace");
        await ShowsTitleAsync("true A");
        await KeyAsync("Enter");
        await ShowsTitleAsync("entered A");
    }

    [Fact]
    public async Task Input_DialogAndFileChooser_DoNotHangThePage()
    {
        await ShowAsync("""
            <button style="position:absolute;left:100px;top:100px;width:200px;height:100px" onclick="document.title = confirm('Sure?')">Ask</button>
            <input type="file" aria-label="File" style="position:absolute;left:100px;top:300px;width:200px;height:40px">
            """);

        await ClickAsync(180, 135);
        await ShowsTitleAsync("false");
        await ClickAsync(120, 288);

        Assert.Equal(LiveOutcome.Done, await DoAsync(new ReloadInput()));
        await ShowsTitleAsync("Test");
    }

    [Fact]
    public async Task Input_AddressBar_IsGuardedAsTheRunsOwnIs()
    {
        Site.Page("/next", "<title>Next</title><h1>Next</h1>");
        await ShowAsync(Page);
        var first = Session.Url;

        Assert.Equal(LiveOutcome.Done, await NavigateAsync(Site.Address("/next")));
        Assert.Equal(Site.Address("/next"), Session.Url);
        Assert.Equal(LiveOutcome.Failed, await DoAsync(new ForwardInput()));
        Assert.Equal(LiveOutcome.Done, await DoAsync(new BackInput()));
        Assert.Equal(first, Session.Url);
        Assert.Equal(LiveOutcome.Done, await DoAsync(new ForwardInput()));
        Assert.Equal(LiveOutcome.Done, await NavigateAsync($"localhost:{Site.Port}/next"));
        Assert.Equal(Site.OtherHostAddress("/next"), Session.Url);
        Assert.Equal(LiveOutcome.Blocked, await NavigateAsync("http://127.0.0.2:8080/"));
        Assert.Equal(LiveOutcome.Blocked, await NavigateAsync("127.0.0.2:8080"));
        Assert.Equal(LiveOutcome.InvalidUrl, await NavigateAsync("file:///etc/passwd"));
        Assert.Equal(LiveOutcome.InvalidUrl, await NavigateAsync("javascript:alert(1)"));
        Assert.Equal(LiveOutcome.Failed, await NavigateAsync("http://127.0.0.1:2/"));
    }

    [Fact]
    public async Task TallScreenshot_LongPage_ShowsTheScreensBelowAndStaysWhereItWas()
    {
        await ShowAsync("<body style='margin:0'><div style='height:3000px'></div><script>scrollTo(0, 500)</script>");

        var two = await Session.TallScreenshotAsync(1, CancellationToken.None);
        var all = await Session.TallScreenshotAsync(1000, CancellationToken.None);

        Assert.Equal((1280, 1600), ScreenshotsTests.SizeOf(two!));
        Assert.Equal((1280, 2500), ScreenshotsTests.SizeOf(all!));
        Assert.Equal((1280, 800), ScreenshotsTests.SizeOf((await Session.ScreenshotAsync(CancellationToken.None))!));
    }

    private Task<LiveOutcome> NavigateAsync(string address) => DoAsync(new NavigateInput(address));

    private Task<LiveOutcome> DoAsync(LiveInput input) => Session.Live.InputAsync(input, CancellationToken.None);

    private async Task ClickAsync(double x, double y)
    {
        foreach (var kind in (MouseInputKind[])[MouseInputKind.Moved, MouseInputKind.Pressed, MouseInputKind.Released])
        {
            await DoAsync(new MouseInput(kind, x, y, kind == MouseInputKind.Moved ? MouseInputButton.None : MouseInputButton.Left, 1, 0));
        }
    }

    private async Task KeyAsync(string key, string? text = null)
    {
        await DoAsync(new KeyInput(KeyInputKind.Down, key, "", text, null, 0));
        await DoAsync(new KeyInput(KeyInputKind.Up, key, "", null, null, 0));
    }

    private Task ShowsTitleAsync(string title) => Testing.Eventually.TrueAsync(async () => (await ObserveAsync()).Title == title, Patience);

    private static async Task UntilBlueAsync(IAsyncEnumerator<LiveFrame> frames)
    {
        using var folder = new TempFolder();
        do
        {
            Assert.True(await frames.MoveNextAsync());
            await File.WriteAllBytesAsync(folder["frame.jpg"], frames.Current.Jpeg);
        }
        while (await (await VideoFile.ReadAsync(folder["frame.jpg"])).ColourAtAsync(0) is not { Blue: > 200, Red: < 60 });
    }
}
