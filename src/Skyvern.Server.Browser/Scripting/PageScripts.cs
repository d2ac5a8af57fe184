using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Playwright;
using Skyvern.Server.Browser.Sessions;

namespace Skyvern.Server.Browser.Scripting;

/// <summary>
/// Calls the scripts of a tab. They run in an isolated world of each frame: they share the document with the page but not its script,
/// so the page can neither see them nor change what they rely on.
/// </summary>
internal sealed class PageScripts
{
    private const string WorldName = "skyvern";

    private static readonly ConditionalWeakTable<SessionPage, PageScripts> Known = [];

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    // Words of the browser for a document that was replaced while it was asked.
    private static readonly string[] GoneWords =
    [
        "Cannot find context", "context was destroyed", "navigated or closed", "No frame", "Frame with the given", "Cannot find default",
        "frame was detached", "Session closed", "Promise was collected",
    ];

    private readonly SessionPage _page;
    private readonly ConcurrentDictionary<(string Frame, string Loader), int> _worlds = new();

    private PageScripts(SessionPage page)
    {
        _page = page;
        Frames = new FrameTree(page);
    }

    /// <summary>The tab's frames.</summary>
    public FrameTree Frames { get; }

    /// <summary>The scripts of the tab.</summary>
    public static PageScripts Of(SessionPage page) => Known.GetValue(page, static key => new PageScripts(key));

    /// <summary>Calls a function of the bundle in a frame.</summary>
    /// <exception cref="FrameGoneException">The document was replaced meanwhile.</exception>
    /// <exception cref="TimeoutException">The page did not answer.</exception>
    public async Task<T> CallAsync<T>(PageFrame frame, string function, object request, TimeSpan deadline, CancellationToken cancellationToken)
    {
        if (frame.State != FrameState.Ready)
        {
            throw new TimeoutException("The frame has no document that answers.");
        }

        var expression = $"globalThis.skyvernPage ? skyvernPage.call('{function}', {JsonSerializer.Serialize(request, Json)}) : null";
        var world = await WorldAsync(frame, deadline, cancellationToken);
        if (await EvaluateAsync(frame, world, expression, deadline, cancellationToken) is not { } answer)
        {
            await EvaluateAsync(frame, world, ScriptBundle.Page, deadline, cancellationToken);
            answer = await EvaluateAsync(frame, world, expression, deadline, cancellationToken)
                ?? throw new FrameGoneException("The frame lost its scripts.");
        }

        return JsonSerializer.Deserialize<T>(answer, Json)!;
    }

    /// <summary>Calls a function of the bundle in any frame: the main one within a deadline, an inner one as patiently as it deserves.</summary>
    /// <inheritdoc cref="CallAsync{T}(PageFrame, string, object, TimeSpan, CancellationToken)" path="/exception"/>
    public Task<T> CallAnyAsync<T>(
        PageFrame frame, string function, object request, TimeSpan mainDeadline, TimeSpan longer, CancellationToken cancellationToken) =>
        frame.Parent is null
            ? CallAsync<T>(frame, function, request, mainDeadline + longer, cancellationToken)
            : Frames.Patience.AskAsync(frame.Key, deadline => CallAsync<T>(frame, function, request, deadline + longer, cancellationToken));

    /// <summary>The browser's name for an element, for its own calls; null when the element is gone.</summary>
    /// <exception cref="FrameGoneException">The document was replaced meanwhile.</exception>
    public Task<string?> ElementAsync(PageFrame frame, int number, TimeSpan deadline, CancellationToken cancellationToken) =>
        ObjectAsync(frame, $"skyvernPage.element({number})", deadline, cancellationToken);

    /// <summary>The browser's name for a file that an input holds; null when there is none.</summary>
    public Task<string?> FileAsync(PageFrame frame, int number, int index, TimeSpan deadline, CancellationToken cancellationToken) =>
        ObjectAsync(frame, $"skyvernPage.element({number})?.files[{index}]", deadline, cancellationToken);

    private async Task<string?> ObjectAsync(PageFrame frame, string expression, TimeSpan deadline, CancellationToken cancellationToken)
    {
        var world = await WorldAsync(frame, deadline, cancellationToken);
        var reply = await SendAsync(frame, "Runtime.evaluate", new() { ["expression"] = expression, ["contextId"] = world }, deadline, cancellationToken);
        return reply.GetProperty("result").TryGetProperty("objectId", out var id) ? id.GetString() : null;
    }

    /// <summary>The execution context of the scripts in a frame's present document.</summary>
    public async Task<int> WorldAsync(PageFrame frame, TimeSpan deadline, CancellationToken cancellationToken)
    {
        if (_worlds.TryGetValue((frame.Id, frame.LoaderId), out var known))
        {
            return known;
        }

        var reply = await SendAsync(
            frame, "Page.createIsolatedWorld", new() { ["frameId"] = frame.Id, ["worldName"] = WorldName }, deadline, cancellationToken);
        var world = reply.GetProperty("executionContextId").GetInt32();
        foreach (var old in _worlds.Keys.Where(key => key.Frame == frame.Id))
        {
            _worlds.TryRemove(old, out _);
        }

        return _worlds[(frame.Id, frame.LoaderId)] = world;
    }

    private async Task<string?> EvaluateAsync(PageFrame frame, int world, string expression, TimeSpan deadline, CancellationToken cancellationToken)
    {
        JsonElement reply;
        try
        {
            reply = await SendAsync(
                frame,
                "Runtime.evaluate",
                new() { ["expression"] = expression, ["contextId"] = world, ["awaitPromise"] = true, ["returnByValue"] = true },
                deadline,
                cancellationToken);
        }
        catch (FrameGoneException)
        {
            _worlds.TryRemove((frame.Id, frame.LoaderId), out _);
            throw;
        }

        if (reply.TryGetProperty("exceptionDetails", out var details))
        {
            throw new InvalidOperationException($"A page script failed: {details.GetRawText()}");
        }

        var result = reply.GetProperty("result");
        return result.TryGetProperty("value", out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
    }

    /// <summary>Sends a command to the process of a frame.</summary>
    /// <inheritdoc cref="CallAsync{T}" path="/exception"/>
    public async Task<JsonElement> SendAsync(
        PageFrame frame, string method, Dictionary<string, object> parameters, TimeSpan deadline, CancellationToken cancellationToken)
    {
        try
        {
            return await _page.CallAsync(frame.Session, method, parameters, deadline, cancellationToken);
        }
        catch (PlaywrightException e) when (GoneWords.Any(word => e.Message.Contains(word, StringComparison.OrdinalIgnoreCase)))
        {
            throw new FrameGoneException("The frame has another document.", e);
        }
        catch (PageLostException e) when (frame.Session != _page.Cdp)
        {
            throw new FrameGoneException("The frame's process ended.", e);
        }
    }
}
