using System.Collections.Concurrent;
using Skyvern.Server.Core.Browsing;

namespace Skyvern.Server.Testing;

/// <summary>Gives out fake sessions, set up by the test as each one opens.</summary>
public sealed class FakeBrowserPool(Action<FakeBrowserSession>? setUp = null) : IBrowserPool
{
    /// <summary>Every session given out, in order.</summary>
    public ConcurrentQueue<FakeBrowserSession> Opened { get; } = [];

    /// <summary>What each was asked for with.</summary>
    public ConcurrentQueue<BrowserRequest> Requests { get; } = [];

    /// <summary>Thrown instead of opening a browser.</summary>
    public BrowserLostException? Refusal { get; set; }

    /// <summary>Called with each session after its set-up.</summary>
    public Action<FakeBrowserSession>? OnOpened { get; set; }

    /// <summary>The session given out last.</summary>
    public FakeBrowserSession Last => Opened.Last();

    public Task<IBrowserSession> OpenAsync(BrowserRequest request, CancellationToken cancellationToken)
    {
        if (Refusal is { } refusal)
        {
            throw refusal;
        }

        Requests.Enqueue(request);
        var session = new FakeBrowserSession();
        setUp?.Invoke(session);
        OnOpened?.Invoke(session);
        Opened.Enqueue(session);
        return Task.FromResult<IBrowserSession>(session);
    }
}
