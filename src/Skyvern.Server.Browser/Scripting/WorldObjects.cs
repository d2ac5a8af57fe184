using System.Text.Json;

namespace Skyvern.Server.Browser.Scripting;

/// <summary>Handles on elements of a frame in the scripts' world, and what the browser knows about them that no script can find out.</summary>
internal sealed class WorldObjects(PageScripts scripts, PageFrame frame, TimeSpan deadline, CancellationToken cancellationToken)
{
    private const string Group = "skyvern-objects";
    private static readonly string[] ClickEvents = ["click", "mousedown", "mouseup", "pointerdown", "pointerup", "touchend"];

    /// <summary>
    /// Answers what the last observation of the frame asked about: closed shadow roots, and elements that listen for clicks. Returns whether
    /// there is anything new to see.
    /// </summary>
    public async Task<bool> AnswerProbesAsync()
    {
        var list = await SendAsync("Runtime.evaluate", new()
        {
            ["expression"] = "globalThis.skyvernPage ? skyvernPage.probes() : []", ["contextId"] = await scripts.WorldAsync(frame, deadline, cancellationToken), ["objectGroup"] = Group,
        });
        var properties = await SendAsync("Runtime.getProperties", new() { ["objectId"] = IdOf(list.GetProperty("result"))!, ["ownProperties"] = true });
        var elements = properties.GetProperty("result").EnumerateArray()
            .Where(property => property.GetProperty("enumerable").GetBoolean())
            .Select(property => IdOf(property.GetProperty("value")))
            .OfType<string>();
        var answers = await Task.WhenAll(elements.Select(AnswerAsync));
        await SendAsync("Runtime.releaseObjectGroup", new() { ["objectGroup"] = Group });
        return answers.Contains(true);
    }

    /// <summary>The number that the frame's script gave to the element that holds an inner frame.</summary>
    public async Task<int> OwnerNumberAsync(PageFrame inner)
    {
        await SendAsync("DOM.enable", []);
        var owner = await SendAsync("DOM.getFrameOwner", new() { ["frameId"] = inner.Id });
        var element = await ResolveAsync(owner.GetProperty("backendNodeId").GetInt64());
        var number = await SendAsync("Runtime.callFunctionOn", new()
        {
            ["objectId"] = element, ["functionDeclaration"] = "function () { return skyvernPage.ownerNumber(this); }", ["returnByValue"] = true,
        });
        return number.GetProperty("result").GetProperty("value").GetInt32();
    }

    private async Task<bool> AnswerAsync(string element)
    {
        var node = (await SendAsync("DOM.describeNode", new() { ["objectId"] = element })).GetProperty("node");
        var listens = await ListensAsync(node.GetProperty("backendNodeId").GetInt64());
        if (listens)
        {
            await TellAsync(element, "function () { skyvernPage.learnListener(this); }");
        }

        var closed = node.TryGetProperty("shadowRoots", out var roots)
            ? roots.EnumerateArray().FirstOrDefault(root => root.GetProperty("shadowRootType").GetString() == "closed")
            : default;
        if (closed.ValueKind == JsonValueKind.Object)
        {
            var root = await ResolveAsync(closed.GetProperty("backendNodeId").GetInt64());
            await TellAsync(element, "function (root) { skyvernPage.learnRoot(this, root); }", root);
            return true;
        }

        return listens;
    }

    /// <summary>Listeners are told only of the world that added them: the page's own.</summary>
    private async Task<bool> ListensAsync(long node)
    {
        var resolved = await SendAsync("DOM.resolveNode", new() { ["backendNodeId"] = node, ["objectGroup"] = Group });
        var listeners = await SendAsync("DOMDebugger.getEventListeners", new() { ["objectId"] = IdOf(resolved.GetProperty("object"))! });
        return listeners.GetProperty("listeners").EnumerateArray().Any(listener => ClickEvents.Contains(listener.GetProperty("type").GetString()));
    }

    private async Task<string> ResolveAsync(long node)
    {
        var world = await scripts.WorldAsync(frame, deadline, cancellationToken);
        var resolved = await SendAsync("DOM.resolveNode", new() { ["backendNodeId"] = node, ["executionContextId"] = world, ["objectGroup"] = Group });
        return IdOf(resolved.GetProperty("object"))!;
    }

    private Task<JsonElement> TellAsync(string element, string function, params string[] arguments) => SendAsync("Runtime.callFunctionOn", new()
    {
        ["objectId"] = element, ["functionDeclaration"] = function, ["arguments"] = arguments.Select(id => new { objectId = id }).ToArray(),
    });

    private static string? IdOf(JsonElement value) => value.TryGetProperty("objectId", out var id) ? id.GetString() : null;

    private Task<JsonElement> SendAsync(string method, Dictionary<string, object> parameters) =>
        scripts.SendAsync(frame, method, parameters, deadline, cancellationToken);
}
