using Skyvern.Server.Core.Runs;
using Skyvern.Server.Core.Sessions;

namespace Skyvern.Server.Core.Browsing;

/// <summary>Finds the browsers that are held open in this process, each for the organization alone that its row belongs to.</summary>
public sealed class OpenBrowsers(HeldBrowsers held, IRunStore runs, ISessionStore sessions)
{
    /// <summary>Whether the id is known to this organization, and the browser that is open under it, if one is.</summary>
    public async Task<(bool Known, IBrowserSession? Browser)> FindAsync(string organizationId, string id, CancellationToken cancellationToken) =>
        await runs.FindAsync(organizationId, id, cancellationToken) is null && await sessions.FindAsync(organizationId, id, cancellationToken) is null
            ? (false, null)
            : (true, held.Find(id)?.Browser);
}
