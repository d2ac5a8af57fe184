using Microsoft.Extensions.Logging;

namespace Skyvern.Server.Core.Sessions;

/// <summary>What an end brings with it, whoever ends the session: its last files, and the close of its browser.</summary>
public sealed partial class SessionEnding
{
    internal const string BrowserLost = "The browser of the session ended unexpectedly.";

    private readonly ISessionStore _store;
    private readonly OpenSessions _open;
    private readonly SessionFiles _files;
    private readonly TimeProvider _time;
    private readonly ILogger<SessionEnding> _logger;

    internal SessionEnding(ISessionStore store, OpenSessions open, SessionFiles files, TimeProvider time, ILogger<SessionEnding> logger)
    {
        _store = store;
        _open = open;
        _files = files;
        _time = time;
        _logger = logger;
    }

    /// <summary>Ends a session; false when it had ended already.</summary>
    public async Task<bool> EndAsync(string sessionId, SessionStatus status, string? reason)
    {
        var ended = await _store.ChangeAsync(sessionId, session => session.TryEnd(status, reason, _time.GetUtcNow()), CancellationToken.None) == true;
        if (ended)
        {
            LogEnded(sessionId, status, reason);
        }

        if (_open.Find(sessionId) is { } session)
        {
            await CollectAsync(session);
            await _open.CloseAsync(sessionId, $"The browser session {sessionId} {Words(status)}");
        }

        return ended;
    }

    /// <summary>Keeps the files that came while no run used the session.</summary>
    internal Task CollectAsync(OpenSession session) =>
        session.Held is { UsedBy: null, Browser.IsAlive: true } ? _files.CollectAsync(session, CancellationToken.None) : Task.CompletedTask;

    private static string Words(SessionStatus status) => status switch
    {
        SessionStatus.Timeout => "reached the end of its time.",
        SessionStatus.Failed => "lost its browser.",
        _ => "was closed.",
    };

    [LoggerMessage(Level = LogLevel.Information, Message = "Browser session {SessionId} ended as {Status}: {Reason}")]
    private partial void LogEnded(string sessionId, SessionStatus status, string? reason);
}
