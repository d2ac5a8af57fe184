using Microsoft.Extensions.Options;
using Skyvern.Server.Authentication;
using Skyvern.Server.Core.Artifacts;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Core.Sessions;
using Skyvern.Server.Http;
using Skyvern.Server.Pages.Tasks;

namespace Skyvern.Server.Pages.Sessions;

/// <summary>Reads browser sessions for pages.</summary>
internal sealed class SessionListReader(
    ISessionStore store, TaskListReader tasks, ServerAddress address, IOptions<BrowserSessionOptions> options)
{
    /// <summary>Sessions on a page of the list.</summary>
    public const int PageSize = 25;

    private const int MostRuns = 25;

    /// <summary>The page of the list that an address names.</summary>
    public static int PageAsked(HttpRequest request) => int.TryParse(request.Query["page"], out var asked) ? Math.Clamp(asked, 1, 1_000_000) : 1;

    /// <summary>A page of all sessions, newest first.</summary>
    public async Task<Page<SessionRow>> ListAsync(string organizationId, int page, CancellationToken cancellationToken)
    {
        var sessions = await store.ListAsync(organizationId, page, PageSize, cancellationToken);
        return new([.. sessions.Items.Select(Describe)], sessions.TotalCount);
    }

    /// <summary>One session; null: unknown to this organization.</summary>
    public async Task<SessionView?> FindAsync(string organizationId, string sessionId, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(organizationId, sessionId, cancellationToken) is not { } session)
        {
            return null;
        }

        var files = await store.ListFilesAsync(organizationId, [sessionId], cancellationToken);
        var ran = new RunFilter { OrganizationId = organizationId, BrowserSessionId = sessionId, PageSize = MostRuns };
        return new()
        {
            Row = Describe(session),
            TimeoutMinutes = session.Request.TimeoutMinutes,
            ProfileId = session.ProfileId,
            Warning = session.Warning,
            FailureReason = session.FailureReason,
            DevTools = session.Status == SessionStatus.Running && options.Value.OfferDevTools ? address.DevToolsOf(sessionId) : null,
            Runs = await tasks.ReadRowsAsync(ran, cancellationToken),
            Files = [.. files[sessionId].Where(file => file.Type == ArtifactTypes.Download)
                .Select(file => new SessionFile(file.FileName ?? file.Id, file.Size, $"{UiAccess.Routes}/artifacts/{file.Id}", file.CreatedAt))],
        };
    }

    private static SessionRow Describe(BrowserSession session) => new()
    {
        Id = session.Id,
        Status = session.Status,
        Url = session.Request.Url,
        RunId = session.RunnableId,
        CreatedAt = session.CreatedAt,
        StartedAt = session.StartedAt,
        EndedAt = session.CompletedAt,
        ExpiresAt = session.ExpiresAt,
    };
}
