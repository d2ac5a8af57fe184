using Skyvern.Server.Core.Artifacts;
using Skyvern.Server.Core.Live;
using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.Core.Recordings;

/// <summary>
/// Puts frames into a video, each at its time: begins with the first, leaves out those that show nothing new, and ends early when it has
/// become too long or too large or when the encoder fails.
/// </summary>
internal sealed class RecordingTrack(IVideoEncoder encoder, TaskRun run, string folder, RecordingOptions options, TimeProvider time)
{
    private const long Megabyte = 1_000_000;

    /// <summary>What a broken-off video lacks of its end at most while nothing changes.</summary>
    private static readonly TimeSpan Repeat = TimeSpan.FromSeconds(10);

    /// <summary>A browser elsewhere may have another clock.</summary>
    private static readonly TimeSpan OldestFrame = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Least = TimeSpan.FromMilliseconds(1);

    private RecordingDraft? _draft;
    private IVideo? _video;
    private ReadOnlyMemory<byte> _last;
    private TimeSpan _lastAt;

    /// <summary>Why it ended early, as a sentence; null: it has not.</summary>
    public string? Problem { get; private set; }

    /// <summary>The page looks so; returns whether that is new.</summary>
    public async Task<bool> TakeAsync(LiveFrame frame)
    {
        if (Problem is not null)
        {
            return false;
        }

        var now = time.GetUtcNow();
        try
        {
            if (_draft is not { } draft)
            {
                Begin(frame, now);
                await WriteAsync(frame.Jpeg, TimeSpan.Zero);
                return true;
            }

            var shown = frame.At <= now && now - frame.At <= OldestFrame ? frame.At : now;
            var at = shown - draft.Note.StartedAt;
            var isNew = !_last.Span.SequenceEqual(frame.Jpeg.Span);
            if (!isNew && at - _lastAt < Repeat)
            {
                return false;
            }

            if (at > TimeSpan.FromMinutes(options.MaxMinutes))
            {
                Problem = $"The recording ends here: it may last {options.MaxMinutes} minutes (Recording:MaxMinutes).";
            }
            else if (draft.Size > options.MaxMegabytes * Megabyte)
            {
                Problem = $"The recording ends here: it may have {options.MaxMegabytes} MB (Recording:MaxMegabytes).";
            }
            else
            {
                await WriteAsync(frame.Jpeg, at);
            }

            return isNew;
        }
        catch (Exception e) when (e is VideoException || StorageFault.Is(e))
        {
            Fail(e);
            return false;
        }
    }

    /// <summary>Ends the video with what the page looks like now; null: there is none.</summary>
    public async Task<RecordingDraft?> EndAsync()
    {
        try
        {
            if (_video is { } video)
            {
                if (Problem is null)
                {
                    await WriteAsync(_last, time.GetUtcNow() - _draft!.Note.StartedAt);
                }

                await video.FinishAsync();
            }
        }
        catch (VideoException e)
        {
            Fail(e);
        }

        await (_video?.DisposeAsync() ?? ValueTask.CompletedTask);
        return _draft;
    }

    private void Begin(LiveFrame frame, DateTimeOffset now)
    {
        var note = new RecordingNote(RunIds.Artifact(now), run.OrganizationId, run.Id, run.BrowserSessionId, now);
        _draft = RecordingDraft.Create(folder, note);
        _video = encoder.Begin(_draft.Video, frame.Width, frame.Height);
    }

    private async Task WriteAsync(ReadOnlyMemory<byte> jpeg, TimeSpan at)
    {
        at = at > _lastAt || _last.IsEmpty ? at : _lastAt + Least;
        await _video!.WriteAsync(jpeg, at);
        (_last, _lastAt) = (jpeg, at);
    }

    private void Fail(Exception e) =>
        Problem ??= $"{(_last.IsEmpty ? "There is no recording" : "The recording ends early")}: {(e is VideoException ? e.Message : StorageFault.Words(e))}.";
}
