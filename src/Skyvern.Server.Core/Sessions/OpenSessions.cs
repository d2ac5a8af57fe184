using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Core.Live;

namespace Skyvern.Server.Core.Sessions;

/// <summary>The sessions whose browsers are open in this process, and how many more may be.</summary>
public sealed class OpenSessions(
    HeldBrowsers held, LiveBrowsers live, IOptions<BrowserSessionOptions> options, IOptions<LiveOptions> liveOptions, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, OpenSession> _sessions = new(StringComparer.Ordinal);
    private int _taken;
    private volatile bool _isClosing;

    /// <summary>All of them.</summary>
    public IReadOnlyCollection<OpenSession> All => [.. _sessions.Values];

    /// <summary>The session, if its browser is open here.</summary>
    public OpenSession? Find(string sessionId) => _sessions.GetValueOrDefault(sessionId);

    /// <summary>Why there is no room for one more, in a sentence that says what to do.</summary>
    public string NoRoom =>
        _isClosing ? "This server process is being stopped and opens no more browser sessions. Try again in a moment."
        : options.Value.MaxOpen == 0 ? "Browser sessions are switched off (setting Sessions:MaxOpen)."
        : $"{options.Value.MaxOpen} browser sessions are open, as many as may be (setting Sessions:MaxOpen). Close one, or wait until one ends.";

    /// <summary>From here on there is no room any more: the process is being stopped.</summary>
    public void TakeNoMore() => _isClosing = true;

    /// <summary>Notes that somebody uses the session: that prolongs it.</summary>
    public void Touch(string sessionId)
    {
        if (Find(sessionId) is { } session)
        {
            session.LastActivityAt = time.GetUtcNow();
        }
    }

    /// <summary>Takes the place of one more session; false when there is none.</summary>
    internal bool TryReserve()
    {
        if (Interlocked.Increment(ref _taken) <= options.Value.MaxOpen && !_isClosing)
        {
            return true;
        }

        GiveUp();
        return false;
    }

    /// <summary>Gives a place back that was taken for a session which did not come about.</summary>
    internal void GiveUp() => Interlocked.Decrement(ref _taken);

    /// <summary>Holds the browser of a session, and shows it to those who may watch it.</summary>
    internal void Add(BrowserSession session, IBrowserSession browser, Func<string?, Task> onUse) =>
        _sessions[session.Id] = new OpenSession(
            session.Id,
            session.OrganizationId,
            held.Hold(session.Id, browser, onUse),
            live.Show(session.OrganizationId, session.Id, browser.Live, liveOptions.Value.NewControl(time)))
        {
            LastActivityAt = time.GetUtcNow(),
        };

    /// <summary>Closes the browser of a session.</summary>
    internal async Task CloseAsync(string sessionId, string reason)
    {
        if (_sessions.TryRemove(sessionId, out var session))
        {
            GiveUp();
            session.Shown.Dispose();
            try
            {
                await held.ReleaseAsync(sessionId, reason);
            }
            finally
            {
                session.NoteClosed();
            }
        }
    }
}

/// <summary>A session whose browser is open in this process.</summary>
/// <param name="Id">The session.</param>
/// <param name="OrganizationId">The tenant.</param>
/// <param name="Held">Its browser.</param>
/// <param name="Shown">Ends its being shown.</param>
public sealed record OpenSession(string Id, string OrganizationId, HeldBrowser Held, IDisposable Shown)
{
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _lastActivity;
    private int _isLeft;

    /// <summary>When it was last used.</summary>
    public DateTimeOffset LastActivityAt
    {
        get => new(Interlocked.Read(ref _lastActivity), TimeSpan.Zero);
        internal set => Interlocked.Exchange(ref _lastActivity, value.UtcTicks);
    }

    /// <summary>What the watch does with it just now; never faulted.</summary>
    internal Task Tending { get; set; } = Task.CompletedTask;

    /// <summary>Ends once its browser is closed.</summary>
    internal Task Closed => _closed.Task;

    /// <summary>Takes what the end of the session brings with it upon the caller; false when somebody else has.</summary>
    internal bool TryLeave() => Interlocked.Exchange(ref _isLeft, 1) == 0;

    internal void NoteClosed() => _closed.TrySetResult();
}
