using Microsoft.Extensions.Logging;
using Skyvern.Server.Core.Nodes;

namespace Skyvern.Server.Core.Sessions;

/// <summary>Tells that this process's sessions are there, and ends those whose time is up, whose browser is gone, or that a process has left behind.</summary>
public sealed partial class SessionWatch
{
    /// <summary>How long a process may be silent until its sessions are given up.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromMinutes(1);

    /// <summary>How far apart looks may be to count as unbroken. What is left of the silence is for others to tell of theirs again.</summary>
    private static readonly TimeSpan Gap = Silence / 3;

    private readonly ISessionStore _store;
    private readonly OpenSessions _open;
    private readonly SessionEnding _ending;
    private readonly ServerNode _node;
    private readonly TimeProvider _time;
    private readonly ILogger<SessionWatch> _logger;
    private DateTimeOffset _lastLook;
    private DateTimeOffset _unbrokenSince;

    /// <summary>Watches the sessions of this process.</summary>
    public SessionWatch(
        ISessionStore store, OpenSessions open, SessionEnding ending, ServerNode node, TimeProvider time, ILogger<SessionWatch> logger) =>
        (_store, _open, _ending, _node, _time, _logger) = (store, open, ending, node, time, logger);

    /// <summary>At start: what this node had open before cannot be open any more.</summary>
    public async Task StartAsync(CancellationToken cancellationToken) =>
        await EndLostAsync(await _store.ListOfNodeAsync(_node.Id, cancellationToken));

    /// <summary>
    /// Looks at all sessions once. It waits for the database alone: what a browser or a file takes its time for goes on beyond the look, as one
    /// piece of work a session, for a look that comes late is a process that others take for dead.
    /// </summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        foreach (var session in _open.All)
        {
            var end = await TellAsync(session, cancellationToken);
            if (session.Tending.IsCompleted)
            {
                session.Tending = Task.Run(() => TendAsync(session, end), CancellationToken.None);
            }
        }

        var now = _time.GetUtcNow();
        var silent = await _store.ListSilentAsync(now - Silence, cancellationToken);
        if (NoteLook(now) < now - Silence)
        {
            await EndLostAsync(silent);
        }
    }

    /// <summary>At the end of the process: closes all browsers, once the files under way are kept or there is no more time for them.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => Task.WhenAll(_open.All.Select(async session =>
    {
        await session.Tending.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _ending.EndAsync(session.Id, SessionStatus.Failed, "The server was stopped.");
    }));

    /// <summary>Tells that the session is there; returns the end that it has come to, or null.</summary>
    private async Task<(SessionStatus Status, string? Reason)?> TellAsync(OpenSession session, CancellationToken cancellationToken)
    {
        if (session.Held.UsedBy is not null)
        {
            _open.Touch(session.Id);
        }

        var now = _time.GetUtcNow();
        var expiry = now;
        var isOpen = await _store.ChangeAsync(
            session.Id,
            stored =>
            {
                var seen = stored.TrySee(session.LastActivityAt, now);
                expiry = stored.ExpiresAt;
                return seen;
            },
            cancellationToken);
        if (isOpen != true)
        {
            // Ended from outside, by another process that was asked to close it; or here just now, and then its end is waited for.
            return (SessionStatus.Completed, null);
        }

        if (!session.Held.Browser.IsAlive)
        {
            return (SessionStatus.Failed, SessionEnding.BrowserLost);
        }

        return expiry <= now
            ? (SessionStatus.Timeout, "The session's time was up: nothing happened in it for its timeout, or it was open for 4 hours.")
            : null;
    }

    private async Task TendAsync(OpenSession session, (SessionStatus Status, string? Reason)? end)
    {
        try
        {
            await (end is { } due ? _ending.EndAsync(session.Id, due.Status, due.Reason) : _ending.CollectAsync(session));
        }
        catch (Exception e)
        {
            // The outermost frame of this work, which nobody waits for; the next look begins it again.
            LogFailed(e, session.Id);
        }
    }

    /// <summary>
    /// Notes a look that the database answered, and returns since when there was no gap between them. What was not told in a gap is no silence:
    /// in an outage nobody could tell, and while this process was frozen the others may have been so too. A clock that was set makes one as well.
    /// </summary>
    private DateTimeOffset NoteLook(DateTimeOffset now)
    {
        if ((now - _lastLook).Duration() > Gap)
        {
            _unbrokenSince = now;
        }

        _lastLook = now;
        return _unbrokenSince;
    }

    private async Task EndLostAsync(IReadOnlyList<string> sessionIds)
    {
        foreach (var id in sessionIds)
        {
            if (_open.Find(id) is null)
            {
                await _ending.EndAsync(id, SessionStatus.Failed, "The server process that had the browser open has ended.");
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Looking after browser session {SessionId} failed.")]
    private partial void LogFailed(Exception cause, string sessionId);
}
