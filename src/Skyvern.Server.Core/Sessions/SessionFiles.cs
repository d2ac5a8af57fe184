using Microsoft.Extensions.Logging;
using Skyvern.Server.Core.Artifacts;
using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.Core.Sessions;

/// <summary>Keeps files that a session's browser fetched while no run used it: what a person or a program over DevTools downloads.</summary>
internal sealed partial class SessionFiles(IArtifactStore files, ISessionStore store, TimeProvider time, ILogger<SessionFiles> logger)
{
    /// <summary>Keeps what has come since the last call.</summary>
    public async Task CollectAsync(OpenSession session, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var download in await session.Held.Browser.TakeDownloadsAsync(TimeSpan.Zero, cancellationToken))
            {
                if (download.Failure is null && File.Exists(download.Path))
                {
                    await KeepAsync(session, download, cancellationToken);
                }
            }
        }
        catch (Exception e) when (e is BrowserLostException or IOException or UnauthorizedAccessException)
        {
            // A lost browser shows itself elsewhere; a full disk costs the file, not the session.
            LogNotKept(e, session.Id);
        }
    }

    private async Task KeepAsync(OpenSession session, BrowserDownload download, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var id = RunIds.Artifact(now);
        var key = $"{session.OrganizationId}/{session.Id}/{id}.{ArtifactRecorder.Extension(download.FileName)}";
        await using var content = File.OpenRead(download.Path);
        var stored = await files.SaveAsync(key, content, cancellationToken);
        await store.AddFileAsync(
            new Artifact
            {
                Id = id,
                OrganizationId = session.OrganizationId,
                RunId = null,
                BrowserSessionId = session.Id,
                Type = ArtifactTypes.Download,
                StorageKey = key,
                FileName = download.FileName,
                Size = stored.Size,
                Checksum = stored.Checksum,
                CreatedAt = now,
            },
            cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Files of browser session {SessionId} could not be kept.")]
    private partial void LogNotKept(Exception cause, string sessionId);
}
