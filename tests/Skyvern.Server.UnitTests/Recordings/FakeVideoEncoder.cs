using System.Collections.Concurrent;
using Skyvern.Server.Core.Recordings;

namespace Skyvern.Server.UnitTests.Recordings;

/// <summary>Takes note of the pictures that it is given.</summary>
internal sealed class FakeVideoEncoder : IVideoEncoder
{
    /// <summary>First byte and time of each picture of all videos.</summary>
    public ConcurrentQueue<(byte Picture, TimeSpan At)> Pictures { get; } = [];

    /// <summary>How many were begun.</summary>
    public int Begun { get; private set; }

    /// <summary>Thrown by whatever writes.</summary>
    public VideoException? Fault { get; set; }

    /// <summary>Awaited before a video can be played: encoders that take their time.</summary>
    public Func<Task>? Takes { get; set; }

    public string? FindProblem() => null;

    public IVideo Begin(string path, int width, int height)
    {
        Begun++;
        File.WriteAllText(path, "video");
        return new Video(this, path);
    }

    public async Task MakePlayableAsync(string from, string to, CancellationToken cancellationToken)
    {
        await (Takes?.Invoke() ?? Task.CompletedTask);
        File.Copy(from, to, overwrite: true);
    }

    private sealed class Video(FakeVideoEncoder encoder, string path) : IVideo
    {
        public Task WriteAsync(ReadOnlyMemory<byte> jpeg, TimeSpan at)
        {
            if (encoder.Fault is { } fault)
            {
                throw fault;
            }

            File.AppendAllText(path, new string('x', jpeg.Length));
            encoder.Pictures.Enqueue((jpeg.Span[0], at));
            return Task.CompletedTask;
        }

        public Task FinishAsync() => Task.CompletedTask;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
