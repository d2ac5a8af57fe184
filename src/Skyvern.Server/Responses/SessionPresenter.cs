using System.Data.Common;
using Microsoft.Extensions.Options;
using Skyvern.Client.Contracts;
using Skyvern.Server.Core.Artifacts;
using Skyvern.Server.Core.Sessions;
using Skyvern.Server.Http;
using Skyvern.Server.Storage;

namespace Skyvern.Server.Responses;

/// <summary>Describes browser sessions, with fresh links to their files.</summary>
internal sealed class SessionPresenter(ISessionStore store, ArtifactLinks links, ServerAddress address, IOptions<BrowserSessionOptions> options)
{
    /// <summary>How the live picture of a session comes.</summary>
    private const string StreamTransport = "cdp";

    /// <summary>One session; null: its files cannot be read just now.</summary>
    public async Task<BrowserSessionResponse?> DescribeAsync(BrowserSession session, CancellationToken cancellationToken)
    {
        try
        {
            var files = await store.ListFilesAsync(session.OrganizationId, [session.Id], cancellationToken);
            return Describe(session, files[session.Id]) with { StreamTransport = StreamTransport };
        }
        catch (Exception e) when (e is DbException or TimeoutException)
        {
            return null;
        }
    }

    /// <summary>Sessions of one organization, with one look-up for all their files.</summary>
    public async Task<IReadOnlyList<BrowserSessionResponse>> DescribeAsync(
        string organizationId, IReadOnlyList<BrowserSession> sessions, CancellationToken cancellationToken)
    {
        var files = await store.ListFilesAsync(organizationId, [.. sessions.Select(session => session.Id)], cancellationToken);
        return [.. sessions.Select(session => Describe(session, files[session.Id]))];
    }

    private BrowserSessionResponse Describe(BrowserSession session, IEnumerable<Artifact> files)
    {
        var byType = files.ToLookup(file => file.Type, file => ArtifactResponses.File(file, links.To(file)));
        return new()
        {
            BrowserSessionId = session.Id,
            OrganizationId = session.OrganizationId,
            Status = session.Status.ToWire(),
            RunnableType = session.RunnableType,
            RunnableId = session.RunnableId,
            Timeout = session.Request.TimeoutMinutes,
            BrowserAddress = session.Status == SessionStatus.Running && options.Value.OfferDevTools ? address.DevToolsOf(session.Id) : null,
            AppUrl = $"{address.App}/browser-session/{session.Id}",
            Extensions = session.Request.Extensions,
            BrowserType = session.Request.BrowserType,
            BrowserProfileId = session.ProfileId,
            GenerateBrowserProfile = session.GenerateBrowserProfile,
            DownloadedFiles = [.. byType[ArtifactTypes.Download]],
            Recordings = [.. byType[ArtifactTypes.Recording]],
            StartedAt = session.StartedAt,
            CompletedAt = session.CompletedAt,
            CreatedAt = session.CreatedAt,
            ModifiedAt = session.ModifiedAt,
            Warning = session.Warning,
            FailureReason = session.FailureReason,
        };
    }
}
