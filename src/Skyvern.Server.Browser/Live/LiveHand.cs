using System.Text.Json;
using Microsoft.Playwright;
using Skyvern.Server.Browser.Pool;
using Skyvern.Server.Browser.Sessions;
using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Core.Live;

namespace Skyvern.Server.Browser.Live;

/// <summary>A person's mouse and keyboard in the current tab. The browser passes their events on as trusted ones, in the order in which they come.</summary>
internal sealed class LiveHand(IRunningBrowser browser, LiveView view, TimeProvider time)
{
    /// <summary>A page that hangs or shows a dialog takes no event; the next ones queue behind it in the browser, not here.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(100);

    /// <summary>Before the first frame of a tab nobody knows how its places are to be taken: an event at the wrong one is worse than a late one.</summary>
    private static readonly TimeSpan PlacePatience = TimeSpan.FromSeconds(2);

    /// <summary>The name of what was clicked is for the record: nobody waits for it but the record.</summary>
    private static readonly TimeSpan NamePatience = TimeSpan.FromSeconds(10);

    private readonly HashSet<MouseInputButton> _pressed = [];
    private (double X, double Y) _at;

    /// <summary>Passes an event on.</summary>
    /// <exception cref="BrowserLostException">The browser is gone.</exception>
    public async Task DoAsync(SessionPage page, LiveInput input, CancellationToken cancellationToken)
    {
        switch (input)
        {
            case MouseInput mouse:
                await MouseAsync(page, mouse, cancellationToken);
                break;
            case WheelInput wheel:
                var at = await PlaceAsync(page, wheel.X, wheel.Y, cancellationToken);
                await PassAsync(page, "Input.dispatchMouseEvent", new()
                {
                    ["type"] = "mouseWheel", ["x"] = at.X, ["y"] = at.Y, ["deltaX"] = wheel.DeltaX, ["deltaY"] = wheel.DeltaY, ["modifiers"] = wheel.Modifiers,
                }, cancellationToken);
                break;
            case KeyInput key:
                await PassAsync(page, "Input.dispatchKeyEvent", Key(key), cancellationToken);
                break;
            case TextInput text:
                await PassAsync(page, "Input.insertText", new() { ["text"] = text.Text }, cancellationToken);
                break;
            case LetGoInput:
                await LetGoAsync(page, cancellationToken);
                break;
            default:
                throw new ArgumentException($"Mouse and keyboard do not do {input.GetType().Name}.", nameof(input));
        }
    }

    /// <summary>What is at a place of the frames. Returns once the page has found it, or is too busy to be waited for.</summary>
    public async Task<LiveTarget?> FindAsync(SessionPage page, double x, double y, CancellationToken cancellationToken)
    {
        var at = await PlaceAsync(page, x, y, cancellationToken);
        var place = new Dictionary<string, object> { ["x"] = (int)at.X, ["y"] = (int)at.Y };
        var found = page.Cdp.SendAsync("DOM.getNodeForLocation", place);
        var name = NameAsync(page, found, cancellationToken);
        await Task.WhenAny(found, Task.Delay(Patience, time, cancellationToken));
        return new LiveTarget(name);
    }

    private async Task<string?> NameAsync(SessionPage page, Task<JsonElement?> found, CancellationToken cancellationToken)
    {
        try
        {
            if (await AskAsync(found, NamePatience, cancellationToken) is not { } node)
            {
                return null;
            }

            var whole = new Dictionary<string, object> { ["backendNodeId"] = node.GetProperty("backendNodeId").GetInt32(), ["fetchRelatives"] = true };
            return await AskAsync(page.Cdp.SendAsync("Accessibility.getPartialAXTree", whole), NamePatience, cancellationToken) is { } tree ? AccessibleName.Of(tree) : null;
        }
        catch (Exception e) when (e is BrowserLostException or OperationCanceledException)
        {
            return null;
        }
    }

    private async Task MouseAsync(SessionPage page, MouseInput mouse, CancellationToken cancellationToken)
    {
        _at = await PlaceAsync(page, mouse.X, mouse.Y, cancellationToken);
        switch (mouse.Kind)
        {
            case MouseInputKind.Pressed:
                _pressed.Add(mouse.Button);
                break;
            case MouseInputKind.Released:
                _pressed.Remove(mouse.Button);
                break;
        }

        await MouseEventAsync(page, mouse, cancellationToken);
    }

    private async Task LetGoAsync(SessionPage page, CancellationToken cancellationToken)
    {
        foreach (var button in _pressed.ToArray())
        {
            _pressed.Remove(button);
            await MouseEventAsync(page, new MouseInput(MouseInputKind.Released, 0, 0, button, 1, 0), cancellationToken);
        }
    }

    private Task<JsonElement?> MouseEventAsync(SessionPage page, MouseInput mouse, CancellationToken cancellationToken) => PassAsync(page, "Input.dispatchMouseEvent", new()
    {
        ["type"] = mouse.Kind switch { MouseInputKind.Pressed => "mousePressed", MouseInputKind.Released => "mouseReleased", _ => "mouseMoved" },
        ["x"] = _at.X,
        ["y"] = _at.Y,
        ["button"] = mouse.Button.ToString().ToLowerInvariant(),
        ["buttons"] = _pressed.Sum(button => button switch { MouseInputButton.Left => 1, MouseInputButton.Right => 2, MouseInputButton.Middle => 4, _ => 0 }),
        ["clickCount"] = mouse.ClickCount,
        ["modifiers"] = mouse.Modifiers,
    }, cancellationToken);

    private static Dictionary<string, object> Key(KeyInput key)
    {
        var text = KeyCodes.TextOf(key);
        var code = KeyCodes.Of(key);
        var parameters = new Dictionary<string, object>
        {
            ["type"] = key.Kind switch { KeyInputKind.Up => "keyUp", KeyInputKind.RawDown => "rawKeyDown", _ => text is null ? "rawKeyDown" : "keyDown" },
            ["key"] = key.Key,
            ["code"] = key.Code,
            ["windowsVirtualKeyCode"] = code,
            ["nativeVirtualKeyCode"] = code,
            ["modifiers"] = key.Modifiers,
        };
        if (text is not null)
        {
            parameters["text"] = text;
            parameters["unmodifiedText"] = text;
        }

        return parameters;
    }

    /// <summary>A place of the frame as one of the viewport.</summary>
    private async Task<(double X, double Y)> PlaceAsync(SessionPage page, double x, double y, CancellationToken cancellationToken)
    {
        var scale = view.Find(page.Id);
        if (scale is null && await AskAsync(page.Cdp.SendAsync("Page.getLayoutMetrics"), PlacePatience, cancellationToken) is { } metrics)
        {
            var sees = PictureView.Read(metrics);
            scale = LiveView.ScaleOf(sees.Width, sees.Height);
            view.Show(page.Id, scale.Value);
        }

        return (x / (scale ?? 1), y / (scale ?? 1));
    }

    private Task<JsonElement?> PassAsync(SessionPage page, string method, Dictionary<string, object> parameters, CancellationToken cancellationToken) =>
        AskAsync(page.Cdp.SendAsync(method, parameters), Patience, cancellationToken);

    private async Task<JsonElement?> AskAsync(Task<JsonElement?> asked, TimeSpan patience, CancellationToken cancellationToken)
    {
        try
        {
            return await asked.WaitAsync(patience, time, cancellationToken);
        }
        catch (TimeoutException) when (browser.IsAlive)
        {
            _ = asked.ContinueWith(late => late.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        }
        catch (PlaywrightException) when (browser.IsAlive)
        {
            // The tab closed under the person's hand, as at a click on its own close button.
        }
        catch (Exception e) when (e is PlaywrightException or TimeoutException)
        {
            throw new BrowserLostException("The browser was closed or its process ended.", e);
        }

        return null;
    }
}
