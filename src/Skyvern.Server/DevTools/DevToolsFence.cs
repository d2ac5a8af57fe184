using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Text.Json;

namespace Skyvern.Server.DevTools;

/// <summary>
/// What a caller may ask of a session's browser over its DevTools: what clients such as Playwright and Puppeteer need to work in pages.
/// Everything else could lead out of the page: to files of this machine, to settings of the browser, to its end. One for each connection.
/// </summary>
internal sealed class DevToolsFence
{
    /// <summary>Domains that reach no further than pages.</summary>
    private static readonly FrozenSet<string> Domains = FrozenSet.Create(
        StringComparer.Ordinal,
        "Accessibility", "Audits", "CSS", "Console", "DOM", "DOMSnapshot", "Emulation", "Fetch", "Input", "Inspector", "Log", "Network", "Overlay", "Page",
        "Performance", "PerformanceTimeline", "Profiler", "Runtime", "Security", "ServiceWorker", "Storage");

    /// <summary>Of other domains, these only.</summary>
    private static readonly FrozenSet<string> Methods = FrozenSet.Create(
        StringComparer.Ordinal,
        "Browser.getVersion", "Browser.getWindowForTarget", "Browser.getWindowBounds", "Browser.setWindowBounds", "Browser.cancelDownload",
        "Browser.grantPermissions", "Browser.resetPermissions",
        "Debugger.enable", "Debugger.disable", "Debugger.resume", "Debugger.setSkipAllPauses",
        "IO.read", "IO.close",
        "Target.activateTarget", "Target.attachToBrowserTarget", "Target.attachToTarget", "Target.closeTarget", "Target.createTarget",
        "Target.detachFromTarget", "Target.getBrowserContexts", "Target.getTargetInfo", "Target.getTargets", "Target.setAutoAttach",
        "Target.setDiscoverTargets");

    /// <summary>Of the domains, these not: they name files of this machine, or end a page by force.</summary>
    private static readonly FrozenSet<string> Refused = FrozenSet.Create(
        StringComparer.Ordinal, "DOM.getFileInfo", "DOM.setFileInputFiles", "Page.crash");

    /// <summary>Clients send these as they connect. Where files go is the server's matter: they become files of the session.</summary>
    private static readonly FrozenSet<string> WithoutEffect = FrozenSet.Create(
        StringComparer.Ordinal, "Browser.setDownloadBehavior", "Page.setDownloadBehavior");

    /// <summary>These name an address to load.</summary>
    private static readonly FrozenSet<string> Loading = FrozenSet.Create(
        StringComparer.Ordinal, "Fetch.continueRequest", "Network.loadNetworkResource", "Page.navigate", "Target.createTarget");

    /// <summary>The browser has pages of its own, such as the list below its address bar, whose scripts may do more than those of sites.</summary>
    private static readonly FrozenSet<string> Targets = FrozenSet.Create(
        StringComparer.Ordinal, "browser", "iframe", "page", "service_worker", "shared_worker", "tab", "worker");

    private static readonly string[] TargetAddresses = ["http:", "https:", "about:", "blob:", "data:", "chrome-error:"];

    private readonly ConcurrentDictionary<string, bool> _sessions = new(StringComparer.Ordinal);

    // Two readers may take different ones of two equal names: then what is judged would not be what is done.
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>Reads what the browser says: it names each target that the caller is attached to, before the caller can ask anything of it.</summary>
    public void See(ReadOnlyMemory<byte> message)
    {
        if (message.Span.IndexOf("\"Target.attachedToTarget\""u8) < 0)
        {
            return;
        }

        using var document = JsonDocument.Parse(message);
        if (Text(document.RootElement, "method") == "Target.attachedToTarget" && document.RootElement.TryGetProperty("params", out var attached)
            && Text(attached, "sessionId") is { } session && attached.TryGetProperty("targetInfo", out var target) && IsOfSites(target))
        {
            _sessions[session] = true;
        }
    }

    /// <summary>The answer to a message that is not passed on; null: it may pass.</summary>
    public byte[]? Judge(ReadOnlyMemory<byte> message)
    {
        try
        {
            using var document = JsonDocument.Parse(message, Strict);
            return Judge(document.RootElement);
        }
        catch (JsonException)
        {
            return Fail(default, "The message is not JSON.");
        }
    }

    private byte[]? Judge(JsonElement command)
    {
        if (command.ValueKind != JsonValueKind.Object || Text(command, "method") is not { } method)
        {
            return Fail(command, "The message has no method.");
        }

        var parameters = command.TryGetProperty("params", out var given) && given.ValueKind == JsonValueKind.Object ? given : default;
        return WithoutEffect.Contains(method) ? Reply(command, writer => writer.WriteStartObject("result"))
            : !IsAllowed(method) ? Fail(command, $"'{method}' is not allowed in a browser session of this server.")
            : command.TryGetProperty("sessionId", out var session) && !(session.ValueKind == JsonValueKind.String && _sessions.ContainsKey(session.GetString()!))
                ? Fail(command, "There is no page of this browser session behind the sessionId.")
            : Loading.Contains(method) && Text(parameters, "url") is { } url && !IsWebAddress(url)
                ? Fail(command, "Only http and https addresses can be opened in a browser session of this server.")
            : method == "Input.dispatchDragEvent" && NamesFiles(parameters)
                ? Fail(command, "Files of the server cannot be dropped onto a page.")
            : null;
    }

    private static bool IsOfSites(JsonElement target) =>
        Text(target, "type") is { } type && Targets.Contains(type) && Text(target, "url") is { } url
        && (url is "" or ":" || TargetAddresses.Any(scheme => url.StartsWith(scheme, StringComparison.OrdinalIgnoreCase)));

    private static bool IsAllowed(string method) =>
        Methods.Contains(method) || (method.Split('.') is [var domain, _] && Domains.Contains(domain) && !Refused.Contains(method));

    private static bool IsWebAddress(string url) =>
        url is "" or "about:blank"
        || url.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || url.StartsWith("http://", StringComparison.OrdinalIgnoreCase);

    private static bool NamesFiles(JsonElement parameters) =>
        parameters.ValueKind == JsonValueKind.Object && parameters.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Object
        && data.TryGetProperty("files", out var files) && !(files.ValueKind == JsonValueKind.Array && files.GetArrayLength() == 0);

    private static string? Text(JsonElement holder, string name) =>
        holder.ValueKind == JsonValueKind.Object && holder.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    private static byte[] Fail(JsonElement command, string message) => Reply(command, writer =>
    {
        writer.WriteStartObject("error");
        writer.WriteNumber("code", -32000);
        writer.WriteString("message", message);
    });

    /// <summary>An answer to the command; the writer begins the object that tells its result.</summary>
    private static byte[] Reply(JsonElement command, Action<Utf8JsonWriter> begin)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes))
        {
            writer.WriteStartObject();
            if (command.ValueKind == JsonValueKind.Object && command.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.Number)
            {
                writer.WritePropertyName("id");
                id.WriteTo(writer);
            }

            begin(writer);
            writer.WriteEndObject();
            if (Text(command, "sessionId") is { } session)
            {
                writer.WriteString("sessionId", session);
            }

            writer.WriteEndObject();
        }

        return bytes.ToArray();
    }
}
