using Skyvern.Server.Core.Artifacts;
using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.Core.Sessions;

/// <summary>Keeps browser sessions and the rows of their files. Each method is one transaction.</summary>
public interface ISessionStore
{
    /// <summary>Stores a new session.</summary>
    Task AddAsync(BrowserSession session, CancellationToken cancellationToken);

    /// <summary>The session, or null when unknown to this organization.</summary>
    Task<BrowserSession?> FindAsync(string organizationId, string sessionId, CancellationToken cancellationToken);

    /// <summary>Sessions that have not ended, newest first.</summary>
    Task<IReadOnlyList<BrowserSession>> ListActiveAsync(string organizationId, CancellationToken cancellationToken);

    /// <summary>A page of all sessions, newest first.</summary>
    Task<Page<BrowserSession>> ListAsync(string organizationId, int page, int pageSize, CancellationToken cancellationToken);

    /// <summary>Changes a session by one of its verbs, one change after the other; returns what the verb did, or null when there is no such session.</summary>
    Task<bool?> ChangeAsync(string sessionId, Func<BrowserSession, bool> change, CancellationToken cancellationToken);

    /// <summary>Ids of sessions of a node that have not ended.</summary>
    Task<IReadOnlyList<string>> ListOfNodeAsync(string nodeId, CancellationToken cancellationToken);

    /// <summary>Ids of sessions that have not ended and that nobody has told of since then.</summary>
    Task<IReadOnlyList<string>> ListSilentAsync(DateTimeOffset seenBefore, CancellationToken cancellationToken);

    /// <summary>Stores the row of a file that came while no run used the session; its bytes are in the artifact store.</summary>
    Task AddFileAsync(Artifact file, CancellationToken cancellationToken);

    /// <summary>Files and recordings of sessions and of the runs in them, oldest first.</summary>
    Task<ILookup<string, Artifact>> ListFilesAsync(string organizationId, IReadOnlyCollection<string> sessionIds, CancellationToken cancellationToken);
}
