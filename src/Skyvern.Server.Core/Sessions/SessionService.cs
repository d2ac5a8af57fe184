using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Skyvern.Server.Core.Actions;
using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Core.Nodes;
using Skyvern.Server.Core.Profiles;

namespace Skyvern.Server.Core.Sessions;

/// <summary>The use cases that open, change and close browser sessions.</summary>
public sealed partial class SessionService(
    ISessionStore store, OpenSessions open, SessionEnding ending, IBrowserPool pool, ProxyPlaces places, IProfileSource profiles, ServerNode node,
    IOptions<BrowserSessionOptions> options, TimeProvider time, ILogger<SessionService> logger)
{
    /// <summary>Opens a browser that stays open; the session says how that went.</summary>
    /// <returns>Null: this process has no room for it, for the reason of <see cref="OpenSessions.NoRoom"/>.</returns>
    public async Task<BrowserSession?> CreateAsync(NewSession asked, CancellationToken cancellationToken)
    {
        if (!open.TryReserve())
        {
            return null;
        }

        var session = BrowserSession.Create(asked, node.Id, time.GetUtcNow());
        try
        {
            await store.AddAsync(session, cancellationToken);
        }
        catch
        {
            open.GiveUp();
            throw;
        }

        await OpenAsync(session);
        return await store.FindAsync(session.OrganizationId, session.Id, cancellationToken);
    }

    /// <summary>The session, or null when unknown to this organization.</summary>
    public Task<BrowserSession?> FindAsync(string organizationId, string sessionId, CancellationToken cancellationToken) =>
        store.FindAsync(organizationId, sessionId, cancellationToken);

    /// <summary>Whether a run may begin in the session: it is running, and its browser lives. Asking prolongs it.</summary>
    public async Task<bool> IsUsableAsync(string organizationId, string sessionId, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(organizationId, sessionId, cancellationToken) is not { Status: SessionStatus.Running } session)
        {
            return false;
        }

        if (session.NodeId == node.Id && open.Find(sessionId)?.Held.Browser.IsAlive != true)
        {
            await ending.EndAsync(sessionId, SessionStatus.Failed, SessionEnding.BrowserLost);
            return false;
        }

        open.Touch(sessionId);
        return true;
    }

    /// <summary>Says whether a profile is kept of the session when it ends; null: there is no such session, false: it has ended.</summary>
    public async Task<bool?> KeepProfileAsync(string organizationId, string sessionId, bool wanted, CancellationToken cancellationToken) =>
        await store.FindAsync(organizationId, sessionId, cancellationToken) is null
            ? null
            : await store.ChangeAsync(sessionId, session => session.TryKeepProfile(wanted, time.GetUtcNow()), cancellationToken);

    /// <summary>Closes a session; null: there is no such session, false: it had ended already.</summary>
    public async Task<bool?> CloseAsync(string organizationId, string sessionId, CancellationToken cancellationToken) =>
        await store.FindAsync(organizationId, sessionId, cancellationToken) is null
            ? null
            : await ending.EndAsync(sessionId, SessionStatus.Completed, reason: null);

    /// <summary>From here on nobody waits for the caller: a browser that is half open would be nobody's.</summary>
    private async Task OpenAsync(BrowserSession session)
    {
        IBrowserSession? browser = null;
        try
        {
            var request = new BrowserRequest(session.Id)
            {
                Upstream = places.Choose(session.Request.ProxyLocation).Proxy,
                OpensDevTools = options.Value.OfferDevTools,
                State = session.Request.BrowserProfileId is not { } profile ? null
                    : await profiles.OpenAsync(session.OrganizationId, profile, CancellationToken.None)
                        ?? throw new BrowserLostException($"The browser profile {profile} is gone, or can no longer be read: make it anew."),
            };
            browser = await pool.OpenAsync(request, CancellationToken.None);
            var warning = await GoToAsync(browser, session.Request.Url);
            open.Add(session, browser, runId => UseAsync(session.Id, runId));
            if (await store.ChangeAsync(session.Id, stored => stored.TryStart(warning, time.GetUtcNow()), CancellationToken.None) == true)
            {
                LogOpened(session.Id);
                return;
            }

            // Closed while it was opening.
            await open.CloseAsync(session.Id, "The browser session was closed.");
        }
        catch (Exception e)
        {
            if (open.Find(session.Id) is null)
            {
                open.GiveUp();
                await (browser?.DisposeAsync() ?? ValueTask.CompletedTask);
            }

            // Whatever broke, the session gets an end that says so; only what nobody expected goes on to the caller as a fault.
            LogNotOpened(e, session.Id);
            await ending.EndAsync(
                session.Id, SessionStatus.Failed, e is BrowserLostException ? e.Message : "The server met an error of its own while it opened the browser.");
            if (e is not BrowserLostException)
            {
                throw;
            }
        }
    }

    private static async Task<string?> GoToAsync(IBrowserSession browser, string? url)
    {
        if (url is null)
        {
            return null;
        }

        var result = await browser.PerformAsync(new GoToAction(url), CancellationToken.None);
        return result.Succeeded ? null : $"The address in url could not be opened: {(result.Message.Length > 0 ? result.Message : "it did not answer.")}";
    }

    private async Task UseAsync(string sessionId, string? runId)
    {
        open.Touch(sessionId);
        if (runId is not null && open.Find(sessionId) is { } session)
        {
            // What came before the run is the session's own.
            await ending.CollectAsync(session);
        }

        await store.ChangeAsync(sessionId, stored => stored.TryUse(runId, time.GetUtcNow()), CancellationToken.None);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Browser session {SessionId} is open.")]
    private partial void LogOpened(string sessionId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Browser session {SessionId} could not be opened.")]
    private partial void LogNotOpened(Exception cause, string sessionId);
}
