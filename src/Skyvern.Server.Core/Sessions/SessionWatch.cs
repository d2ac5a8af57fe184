using Skyvern.Server.Core.Nodes;

namespace Skyvern.Server.Core.Sessions;

/// <summary>Ends sessions whose time is up or whose browser is gone, and those that a process has left behind.</summary>
public sealed class SessionWatch
{
    /// <summary>How long a process may be silent until its sessions are given up.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromMinutes(1);

    private readonly ISessionStore _store;
    private readonly OpenSessions _open;
    private readonly SessionEnding _ending;
    private readonly ServerNode _node;
    private readonly TimeProvider _time;

    /// <summary>Watches the sessions of this process.</summary>
    public SessionWatch(ISessionStore store, OpenSessions open, SessionEnding ending, ServerNode node, TimeProvider time) =>
        (_store, _open, _ending, _node, _time) = (store, open, ending, node, time);

    /// <summary>At start: what this node had open before cannot be open any more.</summary>
    public Task StartAsync(CancellationToken cancellationToken) => EndLostAsync(_node.Id, cancellationToken);

    /// <summary>Looks at all sessions once.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        foreach (var session in _open.All)
        {
            await LookAtAsync(session, cancellationToken);
        }

        await EndLostAsync(nodeId: null, cancellationToken);
    }

    /// <summary>At the end of the process: closes all browsers.</summary>
    public async Task StopAsync()
    {
        foreach (var session in _open.All)
        {
            await _ending.EndAsync(session.Id, SessionStatus.Failed, "The server was stopped.");
        }
    }

    private async Task LookAtAsync(OpenSession session, CancellationToken cancellationToken)
    {
        if (!session.Held.Browser.IsAlive)
        {
            await _ending.EndAsync(session.Id, SessionStatus.Failed, SessionEnding.BrowserLost);
            return;
        }

        if (session.Held.UsedBy is null)
        {
            await _ending.CollectAsync(session);
        }
        else
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
            await _ending.EndAsync(session.Id, SessionStatus.Completed, reason: null);
        }
        else if (expiry <= now)
        {
            await _ending.EndAsync(session.Id, SessionStatus.Timeout, "The session's time was up: nothing happened in it for its timeout, or it was open for 4 hours.");
        }
    }

    private async Task EndLostAsync(string? nodeId, CancellationToken cancellationToken)
    {
        foreach (var id in await _store.ListLostAsync(nodeId, _time.GetUtcNow() - Silence, cancellationToken))
        {
            if (_open.Find(id) is null)
            {
                await _ending.EndAsync(id, SessionStatus.Failed, "The server process that had the browser open has ended.");
            }
        }
    }
}
