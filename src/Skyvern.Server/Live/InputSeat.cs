using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Core.Live;

namespace Skyvern.Server.Live;

/// <summary>A client at a browser: has control or has not, and acts only while it has.</summary>
internal sealed class InputSeat(LiveSocket socket, ShownBrowser browser, string clientId, CancellationToken cancellationToken) : IAsyncDisposable
{
    private static readonly TimeSpan LetGoDeadline = TimeSpan.FromSeconds(2);

    private ControlHold? _hold;
    private Task _watching = Task.CompletedTask;
    private Task _navigating = Task.CompletedTask;

    /// <summary>Whether this client has control.</summary>
    public bool HasControl => _hold is { IsHeld: true };

    /// <summary>Does what a message says.</summary>
    /// <exception cref="BrowserLostException">The browser is gone.</exception>
    public async Task TakeAsync(string message)
    {
        var (kind, input) = InputReader.Read(message);
        switch (kind)
        {
            case InputReader.TakeControl:
                await TakeControlAsync();
                break;
            case InputReader.CedeControl:
                await CedeAsync();
                break;
            case not null when _hold is { IsHeld: true } hold:
                hold.Touch();
                await DoAsync(hold, kind, input);
                break;
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await CedeAsync();
        await _navigating.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task TakeControlAsync()
    {
        if (_hold is { IsHeld: true } hold)
        {
            hold.Touch();
            return;
        }

        _hold = browser.Control.Take(clientId);
        await socket.SendAsync(LiveMessages.ControlTaken);
        await _watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _watching = WatchAsync(_hold);
    }

    private async Task CedeAsync()
    {
        if (_hold is { IsHeld: true } hold)
        {
            await LetGoAsync();
            hold.Dispose();
        }
    }

    /// <summary>A button that stays pressed would turn the run's next click into a drag.</summary>
    private async Task LetGoAsync()
    {
        try
        {
            await browser.Browser.InputAsync(new LetGoInput(), CancellationToken.None).WaitAsync(LetGoDeadline, CancellationToken.None);
        }
        catch (Exception e) when (e is BrowserLostException or TimeoutException or ObjectDisposedException)
        {
            // There is nothing left to be pressed.
        }
    }

    private async Task WatchAsync(ControlHold hold) => await socket.SendAsync(LiveMessages.ControlEnded(await hold.Ended));

    private async Task DoAsync(ControlHold hold, string kind, LiveInput? input)
    {
        if (input is NavigateInput or BackInput or ForwardInput or ReloadInput)
        {
            // Beside the other input: a page that takes long can be left by another one, or by giving control back.
            _navigating = Task.WhenAll(_navigating, NavigateAsync(hold, input));
        }
        else if (input is not null)
        {
            // Found before it is pressed: afterwards the page may be another one.
            var target = input is MouseInput { Kind: MouseInputKind.Pressed } at ? await browser.Browser.FindAsync(at.X, at.Y, cancellationToken) : null;
            await browser.Browser.InputAsync(input, cancellationToken);
            hold.Used(input, target);
        }
        else if (kind == InputReader.Navigate)
        {
            await socket.SendAsync(LiveMessages.NavigateError(LiveOutcome.InvalidUrl));
        }
    }

    private async Task NavigateAsync(ControlHold hold, LiveInput input)
    {
        var outcome = await browser.Browser.InputAsync(input, cancellationToken);
        if (outcome == LiveOutcome.Done)
        {
            hold.Used(input, target: null);
        }
        else
        {
            await socket.SendAsync(LiveMessages.NavigateError(outcome));
        }
    }
}
