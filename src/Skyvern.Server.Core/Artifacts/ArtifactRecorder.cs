using System.Text;
using Microsoft.Extensions.Logging;
using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Core.Engine;
using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.Core.Artifacts;

/// <summary>
/// Keeps what a run leaves: bytes in the artifact store, rows in the journal. A store that takes nothing costs pictures and texts, not the run;
/// a file that could not be kept counts as a download that failed. The run's events tell of both.
/// </summary>
internal sealed partial class ArtifactRecorder(
    IArtifactStore store, IRunJournal journal, TimeProvider time, ILogger<ArtifactRecorder> logger)
{
    /// <summary>Pictures the page; returns the artifact's id, or null when there is no picture.</summary>
    public async Task<string?> PictureAsync(
        RunState run, string type, string? stepId, string? actionId, CancellationToken cancellationToken)
    {
        byte[]? picture;
        try
        {
            picture = run.Browser.IsOpen ? await TakeAsync(run, type, cancellationToken) : null;
        }
        catch (Exception e) when (e is BrowserLostException or TimeoutException)
        {
            // If the browser is really gone, the next thing that needs it will say so.
            LogNoPicture(e, run.Run.Id);
            return null;
        }

        return picture is null
            ? null
            : await TryKeepAsync(run, new ArtifactPlace(type, "jpg", stepId, actionId), picture, cancellationToken);
    }

    /// <summary>What came of actions and of the run is pictured as far down as the request asks; what a step began with is its viewport.</summary>
    private static Task<byte[]?> TakeAsync(RunState run, string type, CancellationToken cancellationToken) =>
        run.Run.Request.MaxScreenshotScrolls is > 0 and { } screens && type is ArtifactTypes.ActionScreenshot or ArtifactTypes.FinalScreenshot
            ? run.Browser.Session.TallScreenshotAsync(screens, cancellationToken)
            : run.Browser.Session.ScreenshotAsync(cancellationToken);

    /// <summary>Keeps a text, without the run's secrets; an empty one is left out.</summary>
    public async Task TextAsync(RunState run, string type, string? stepId, string? text, CancellationToken cancellationToken)
    {
        if (!string.IsNullOrEmpty(text))
        {
            var place = new ArtifactPlace(type, type == ArtifactTypes.ParsedReply ? "json" : "txt", stepId);
            await TryKeepAsync(run, place, Encoding.UTF8.GetBytes(run.Secrets.Apply(text)), cancellationToken);
        }
    }

    /// <summary>Keeps a file that the browser fetched. An empty file counts as failed.</summary>
    public async Task DownloadAsync(RunState run, BrowserDownload download, string? stepId, CancellationToken cancellationToken)
    {
        if (download.Failure is { } failure)
        {
            run.Downloads.Fail(download.FileName, failure);
            return;
        }

        var file = new FileInfo(download.Path);
        if (!file.Exists || file.Length == 0)
        {
            run.Downloads.Fail(download.FileName, "the file is empty");
            return;
        }

        var name = run.Secrets.Apply(download.FileName);
        try
        {
            await using var content = file.OpenRead();
            await KeepAsync(run, new ArtifactPlace(ArtifactTypes.Download, Extension(download.FileName), stepId, FileName: name), content, cancellationToken);
        }
        catch (Exception e) when (StorageFault.Is(e))
        {
            LogNotKept(e, ArtifactTypes.Download, run.Run.Id);
            run.Downloads.Fail(download.FileName, $"the file came, but {StorageFault.Words(e)}");
            await TellAsync(run, $"The file {name} came, but could not be kept: {StorageFault.Words(e)}.", cancellationToken);
            return;
        }

        run.Downloads.Succeed(download.FileName);
        run.Files.AddDownload(download.FileName, download.Path);
    }

    /// <summary>Keeps files that ended since the last look, for a run that is over anyway.</summary>
    public async Task LateDownloadsAsync(RunState run, CancellationToken cancellationToken)
    {
        if (!run.Browser.IsOpen)
        {
            return;
        }

        try
        {
            foreach (var download in await run.Browser.Session.TakeDownloadsAsync(TimeSpan.Zero, cancellationToken))
            {
                await DownloadAsync(run, download, stepId: null, cancellationToken);
            }
        }
        catch (BrowserLostException e)
        {
            LogNoDownloads(e, run.Run.Id);
        }
    }

    private async Task<string?> TryKeepAsync(RunState run, ArtifactPlace place, byte[] bytes, CancellationToken cancellationToken)
    {
        try
        {
            using var content = new MemoryStream(bytes, writable: false);
            return await KeepAsync(run, place, content, cancellationToken);
        }
        catch (Exception e) when (StorageFault.Is(e))
        {
            // A full disk or a store that does not answer costs the record, not the run.
            LogNotKept(e, place.Type, run.Run.Id);
            if (!run.ToldNotKept)
            {
                run.ToldNotKept = true;
                await TellAsync(run, $"Pictures and texts of the run are missing: {StorageFault.Words(e)}. The run goes on without them.", cancellationToken);
            }

            return null;
        }
    }

    private Task TellAsync(RunState run, string message, CancellationToken cancellationToken) =>
        run.Lease.KeepAsync(journal.AddEventAsync(
            run.Lease.Claim,
            new RunEvent { RunId = run.Run.Id, OrganizationId = run.Run.OrganizationId, Kind = "run.notice", Message = message, At = time.GetUtcNow() },
            cancellationToken));

    private async Task<string> KeepAsync(RunState run, ArtifactPlace place, Stream content, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var id = RunIds.Artifact(now);
        var key = $"{run.Run.OrganizationId}/{run.Run.Id}/{id}.{place.Extension}";
        var stored = await store.SaveAsync(key, content, cancellationToken);
        var artifact = new Artifact
        {
            Id = id,
            OrganizationId = run.Run.OrganizationId,
            RunId = run.Run.Id,
            BrowserSessionId = run.Run.BrowserSessionId,
            StepId = place.StepId,
            ActionId = place.ActionId,
            Type = place.Type,
            StorageKey = key,
            FileName = place.FileName,
            Size = stored.Size,
            Checksum = stored.Checksum,
            CreatedAt = now,
        };

        await run.Lease.KeepAsync(journal.AddArtifactAsync(run.Lease.Claim, artifact, cancellationToken));
        return id;
    }

    /// <summary>The file's own extension where it is one that can stand in a key.</summary>
    public static string Extension(string fileName) =>
        Path.GetExtension(fileName) is { Length: > 1 and < 9 } dotted && dotted[1..].All(char.IsAsciiLetterOrDigit)
            ? dotted[1..].ToLowerInvariant()
            : "bin";

    [LoggerMessage(Level = LogLevel.Warning, Message = "No screenshot of run {RunId} could be taken.")]
    private partial void LogNoPicture(Exception cause, string runId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Late downloads of run {RunId} are lost with its browser.")]
    private partial void LogNoDownloads(Exception cause, string runId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "An artifact of type {Type} of run {RunId} could not be stored.")]
    private partial void LogNotKept(Exception cause, string type, string runId);

    private sealed record ArtifactPlace(
        string Type, string Extension, string? StepId = null, string? ActionId = null, string? FileName = null);
}
