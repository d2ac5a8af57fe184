using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.Core.Browsing;

/// <summary>Gives each run a browser process of its own.</summary>
public interface IBrowserPool
{
    /// <summary>Opens a browser; disposing the session ends its process and removes its profile.</summary>
    /// <exception cref="BrowserLostException">No browser could be started; the message says why and what to do.</exception>
    Task<IBrowserSession> OpenAsync(BrowserRequest request, CancellationToken cancellationToken);
}

/// <summary>What a run needs of its browser.</summary>
/// <param name="RunId">For logs and for finding its process.</param>
public sealed record BrowserRequest(string RunId)
{
    /// <summary>Sent to every origin.</summary>
    public IReadOnlyDictionary<string, string>? ExtraHttpHeaders { get; init; }

    /// <summary>Cookies and stored data to begin with, as <see cref="IBrowserSession.SaveStateAsync"/> gave them; null: none.</summary>
    public string? State { get; init; }

    /// <summary>The proxy its traffic goes out through; null: none.</summary>
    public UpstreamProxy? Upstream { get; init; }

    /// <summary>Whether <see cref="IBrowserSession.DevTools"/> shall lead to it.</summary>
    public bool OpensDevTools { get; init; }

    /// <summary>A browser elsewhere to connect to; null: one that this server starts.</summary>
    public BrowserElsewhere? Elsewhere { get; init; }

    /// <summary>Id of a held browser to go on with, as it is; null: a browser of its own.</summary>
    public string? HeldAs { get; init; }
}

/// <summary>A browser that runs elsewhere and is connected to over DevTools.</summary>
/// <param name="Address">Its http, https, ws or wss address.</param>
/// <param name="Headers">Sent with the handshake only; secret.</param>
public sealed record BrowserElsewhere(Uri Address, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>What a run in such a browser is told.</summary>
    public const string Notice = "The browser is elsewhere: its requests do not pass this server's filter and proxy. Addresses are judged when the run opens them; "
        + "what pages load or lead to is up to that browser's own network. Its downloads stay there, and files cannot be uploaded in it.";

    /// <summary>The browser that a request names; null when it names none.</summary>
    public static BrowserElsewhere? Of(TaskRequest request) =>
        request.BrowserAddress is { } address ? new(new Uri(address), request.CdpConnectHeaders ?? new Dictionary<string, string>()) : null;
}

/// <summary>The browser process, its driver or its page is gone or does not answer.</summary>
public sealed class BrowserLostException(string message, Exception? inner = null) : Exception(message, inner);
