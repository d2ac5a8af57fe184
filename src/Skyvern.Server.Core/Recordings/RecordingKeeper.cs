using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Skyvern.Server.Core.Artifacts;

namespace Skyvern.Server.Core.Recordings;

/// <summary>Makes artifacts of recordings: of those that have ended, and of those that a process which died has left behind.</summary>
public sealed partial class RecordingKeeper
{
    /// <summary>What cannot be kept for so long never can.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    private readonly IVideoEncoder _encoder;
    private readonly IArtifactStore _files;
    private readonly IRecordingStore _rows;
    private readonly TimeProvider _time;
    private readonly ILogger<RecordingKeeper> _logger;

    /// <summary>Keeps recordings in these stores.</summary>
    public RecordingKeeper(
        IVideoEncoder encoder, IArtifactStore files, IRecordingStore rows, IOptions<DataOptions> data, TimeProvider time, ILogger<RecordingKeeper> logger)
    {
        (_encoder, _files, _rows, _time, _logger) = (encoder, files, rows, time, logger);
        Folder = data.Value.Under("recordings");
    }

    /// <summary>Where recordings are made.</summary>
    internal string Folder { get; }

    /// <summary>Keeps what a process that died has left; how many there were.</summary>
    public async Task<int> SweepAsync(CancellationToken cancellationToken)
    {
        var kept = 0;
        if (_encoder.FindProblem() is not null)
        {
            return kept;
        }

        foreach (var draft in RecordingDraft.TakeLeft(Folder))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (await KeepAsync(draft, problem: null) is null)
            {
                kept++;
                LogRecovered(draft.Note.RunId);
            }
        }

        return kept;
    }

    /// <summary>Keeps one. What is wrong with it, as a sentence; null: nothing.</summary>
    internal async Task<string?> KeepAsync(RecordingDraft draft, string? problem)
    {
        using (draft)
        {
            try
            {
                await _encoder.MakePlayableAsync(draft.Video, draft.Playable, CancellationToken.None);
            }
            catch (VideoException e)
            {
                LogNotPlayable(e, draft.Note.RunId);
                RemoveUnless(draft, e.MayPass);
                return problem ?? $"There is no recording: {e.Message}.";
            }

            try
            {
                await StoreAsync(draft);
                draft.Remove();
                return problem;
            }
            catch (Exception e) when (StorageFault.Is(e))
            {
                LogNotKept(e, draft.Note.RunId);
                RemoveUnless(draft, mayComeLater: true);
                return $"The recording could not be kept just now: {StorageFault.Words(e)}. It is tried again later.";
            }
        }
    }

    private async Task StoreAsync(RecordingDraft draft)
    {
        var note = draft.Note;
        var key = $"{note.OrganizationId}/{note.RunId}/{note.ArtifactId}.mp4";
        await using var content = File.OpenRead(draft.Playable);
        var stored = await _files.SaveAsync(key, content, CancellationToken.None);
        var artifact = new Artifact
        {
            Id = note.ArtifactId,
            OrganizationId = note.OrganizationId,
            RunId = note.RunId,
            BrowserSessionId = note.BrowserSessionId,
            Type = ArtifactTypes.Recording,
            StorageKey = key,
            FileName = $"{note.RunId}.mp4",
            Size = stored.Size,
            Checksum = stored.Checksum,
            StartedAt = note.StartedAt,
            CreatedAt = _time.GetUtcNow(),
        };
        if (!await _rows.AddAsync(artifact, CancellationToken.None))
        {
            await _files.DeleteAsync(key, CancellationToken.None);
        }
    }

    private void RemoveUnless(RecordingDraft draft, bool mayComeLater)
    {
        if (!mayComeLater || _time.GetUtcNow() - draft.Note.StartedAt > Longest)
        {
            draft.Remove();
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The recording of run {RunId}, left by a process that died, was kept.")]
    private partial void LogRecovered(string runId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The recording of run {RunId} cannot be made playable.")]
    private partial void LogNotPlayable(Exception cause, string runId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The recording of run {RunId} could not be stored.")]
    private partial void LogNotKept(Exception cause, string runId);
}
