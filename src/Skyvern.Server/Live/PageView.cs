using System.Net.WebSockets;
using System.Threading.Channels;
using Skyvern.Server.Core.Live;

namespace Skyvern.Server.Live;

/// <summary>What one page sees of a browser: its pictures, and what there is to say about it whenever that changes.</summary>
internal sealed class PageView : IDisposable
{
    private static readonly TimeSpan LookGap = TimeSpan.FromSeconds(1);

    private readonly LiveSocket _socket;
    private readonly ShownBrowser _browser;
    private readonly InputSeat _seat;
    private readonly TimeProvider _time;
    private readonly Channel<bool> _changes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly IDisposable _following;
    private LiveTab? _tab;
    private int _viewers;
    private (string? Holder, bool Yours, DateTimeOffset? Until)? _control;

    public PageView(LiveSocket socket, ShownBrowser browser, InputSeat seat, TimeProvider time)
    {
        (_socket, _browser, _seat, _time) = (socket, browser, seat, time);
        _following = browser.Control.Follow(news =>
        {
            if (news is ControlChange)
            {
                Tell();
            }
        });
    }

    /// <summary>Sends until the browser is gone or the token ends.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var telling = TellAsync(stop.Token);
        try
        {
            await foreach (var frame in _browser.Browser.WatchAsync(cancellationToken))
            {
                await _socket.SendAsync(frame.Jpeg, WebSocketMessageType.Binary);
                if (frame.Url != _tab?.Url)
                {
                    Tell();
                }
            }
        }
        finally
        {
            await stop.CancelAsync();
            await telling.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Something has changed that the page should hear of now.</summary>
    public void Tell() => _changes.Writer.TryWrite(true);

    public void Dispose() => _following.Dispose();

    /// <summary>Says what has changed: at once where a change is told, and by looking once a second.</summary>
    private async Task TellAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await TellControlAsync();
            await TellPageAsync(cancellationToken);
            using var look = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            await Task.WhenAny(_changes.Reader.WaitToReadAsync(look.Token).AsTask(), Task.Delay(LookGap, _time, look.Token));
            await look.CancelAsync();
            cancellationToken.ThrowIfCancellationRequested();
            _changes.Reader.TryRead(out _);
        }
    }

    private async Task TellControlAsync()
    {
        var control = (_browser.Control.Holder, _seat.HasControl, _browser.Control.Until);
        if (control != _control)
        {
            _control = control;
            await _socket.SendAsync(PageMessages.Control(control.Holder, control.HasControl, (control.Until - _time.GetUtcNow())?.TotalSeconds));
        }
    }

    private async Task TellPageAsync(CancellationToken cancellationToken)
    {
        if (_browser.Browser.Audience.Count is var viewers && viewers != _viewers)
        {
            _viewers = viewers;
            await _socket.SendAsync(PageMessages.Viewers(viewers));
        }

        if (await _browser.Browser.LookAsync(cancellationToken) is { } tab && tab != _tab)
        {
            _tab = tab;
            await _socket.SendAsync(PageMessages.Page(tab));
        }
    }
}
