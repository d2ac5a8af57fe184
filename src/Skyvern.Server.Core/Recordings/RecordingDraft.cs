using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Skyvern.Server.Core.Recordings;

/// <summary>
/// A recording's files below the data folder until it is an artifact. Its note is held open with a lock that the operating system drops with
/// the process, however that ends: by it a later one sees what was left behind.
/// </summary>
internal sealed class RecordingDraft : IDisposable
{
    private readonly string _path;
    private readonly FileStream _lock;

    private RecordingDraft(string path, FileStream held, RecordingNote note) => (_path, _lock, Note) = (path, held, note);

    /// <summary>What it is of.</summary>
    public RecordingNote Note { get; }

    /// <summary>The video as it is written.</summary>
    public string Video => Path.ChangeExtension(_path, ".mkv");

    /// <summary>The video as it is kept.</summary>
    public string Playable => Path.ChangeExtension(_path, ".mp4");

    /// <summary>Bytes of the video so far.</summary>
    public long Size => new FileInfo(Video) is { Exists: true } file ? file.Length : 0;

    /// <summary>Begins one.</summary>
    /// <exception cref="IOException">The disk does not take it.</exception>
    public static RecordingDraft Create(string folder, RecordingNote note)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, note.ArtifactId + ".json");
        var held = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
        try
        {
            JsonSerializer.Serialize(held, note);
            held.Flush();
            return new RecordingDraft(path, held, note);
        }
        catch
        {
            held.Dispose();
            File.Delete(path);
            throw;
        }
    }

    /// <summary>Takes those that no living process holds.</summary>
    public static IEnumerable<RecordingDraft> TakeLeft(string folder)
    {
        foreach (var path in Directory.Exists(folder) ? Directory.GetFiles(folder, "*.json") : [])
        {
            if (TryTake(path, out var draft))
            {
                yield return draft;
            }
        }
    }

    /// <summary>Removes all its files; the lock last.</summary>
    public void Remove()
    {
        File.Delete(Video);
        File.Delete(Playable);
        _lock.Dispose();
        File.Delete(_path);
    }

    /// <inheritdoc />
    public void Dispose() => _lock.Dispose();

    private static bool TryTake(string path, [NotNullWhen(true)] out RecordingDraft? draft)
    {
        draft = null;
        FileStream held;
        try
        {
            held = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            // Somebody is still at it, or has just removed it.
            return false;
        }

        try
        {
            draft = new RecordingDraft(path, held, JsonSerializer.Deserialize<RecordingNote>(held)!);
            return true;
        }
        catch (JsonException)
        {
            // The process died while it wrote the note, hence before there was a video.
            held.Dispose();
            File.Delete(path);
            return false;
        }
    }
}
