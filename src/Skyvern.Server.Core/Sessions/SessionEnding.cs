using Microsoft.Extensions.Logging;
using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Core.Profiles;

namespace Skyvern.Server.Core.Sessions;

/// <summary>What an end brings with it, whoever ends the session: its last files, its profile, and the close of its browser.</summary>
public sealed partial class SessionEnding
{
    internal const string BrowserLost = "The browser of the session ended unexpectedly.";

    private readonly ISessionStore _store;
    private readonly OpenSessions _open;
    private readonly SessionFiles _files;
    private readonly IProfileKeeper _profiles;
    private readonly TimeProvider _time;
    private readonly ILogger<SessionEnding> _logger;

    internal SessionEnding(ISessionStore store, OpenSessions open, SessionFiles files, IProfileKeeper profiles, TimeProvider time, ILogger<SessionEnding> logger)
    {
        _store = store;
        _open = open;
        _files = files;
        _profiles = profiles;
        _time = time;
        _logger = logger;
    }

    /// <summary>Ends a session; false when it had ended already. Its browser is closed in either case, by whoever came first.</summary>
    public async Task<bool> EndAsync(string sessionId, SessionStatus status, string? reason)
    {
        BrowserSession? row = null;
        var ended = await _store.ChangeAsync(sessionId, stored => (row = stored).TryEnd(status, reason, _time.GetUtcNow()), CancellationToken.None) == true;
        if (ended)
        {
            LogEnded(sessionId, status, reason);
        }

        if (_open.Find(sessionId) is { } session)
        {
            await LeaveAsync(session, row, $"The browser session {sessionId} {Words(row?.Status ?? status)}");
        }

        return ended;
    }

    /// <summary>Once only: a second one would close the browser while the first still reads the profile from it.</summary>
    private async Task LeaveAsync(OpenSession session, BrowserSession? row, string reason)
    {
        if (!session.TryLeave())
        {
            await session.Closed;
            return;
        }

        try
        {
            await CollectAsync(session);
            await KeepProfileAsync(row, session);
        }
        finally
        {
            await _open.CloseAsync(session.Id, reason);
        }
    }

    /// <summary>Keeps the files that came while no run used the session.</summary>
    internal Task CollectAsync(OpenSession session) =>
        session.Held is { UsedBy: null, Browser.IsAlive: true } ? _files.CollectAsync(session, CancellationToken.None) : Task.CompletedTask;

    private async Task KeepProfileAsync(BrowserSession? row, OpenSession session)
    {
        if (row is not { GenerateBrowserProfile: true } || !session.Held.Browser.IsAlive)
        {
            return;
        }

        try
        {
            if (await session.Held.Browser.SaveStateAsync(CancellationToken.None) is { } state
                && await _profiles.KeepAsync(row.OrganizationId, row.ProfileId, $"Session {row.Id}", state, CancellationToken.None) is { } kept)
            {
                await _store.ChangeAsync(row.Id, stored => stored.NoteProfile(kept, _time.GetUtcNow()), CancellationToken.None);
            }
        }
        catch (BrowserLostException e)
        {
            LogNoProfile(e, row.Id);
        }
    }

    private static string Words(SessionStatus status) => status switch
    {
        SessionStatus.Timeout => "reached the end of its time.",
        SessionStatus.Failed => "lost its browser.",
        _ => "was closed.",
    };

    [LoggerMessage(Level = LogLevel.Warning, Message = "No profile could be kept of browser session {SessionId}.")]
    private partial void LogNoProfile(Exception cause, string sessionId);

    [LoggerMessage(Level = LogLevel.Information, Message = "Browser session {SessionId} ended as {Status}: {Reason}")]
    private partial void LogEnded(string sessionId, SessionStatus status, string? reason);
}
