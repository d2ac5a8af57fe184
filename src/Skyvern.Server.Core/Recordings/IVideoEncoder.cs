namespace Skyvern.Server.Core.Recordings;

/// <summary>Makes videos of pictures.</summary>
public interface IVideoEncoder
{
    /// <summary>Why no video can be made and what to do; null when one can.</summary>
    string? FindProblem();

    /// <summary>Begins a video that is written as its pictures come: whatever happens, what was written can be read.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="width">Width of the first picture; others are fitted in.</param>
    /// <param name="height">Its height.</param>
    /// <exception cref="VideoException">It cannot be begun.</exception>
    IVideo Begin(string path, int width, int height);

    /// <summary>Makes a file that players can play and seek in of such a video, whole or broken off.</summary>
    /// <exception cref="VideoException">There is nothing in it, or the file cannot be written.</exception>
    Task MakePlayableAsync(string from, string to, CancellationToken cancellationToken);
}

/// <summary>A video that is being made; disposing it ends its encoder, done or not.</summary>
public interface IVideo : IAsyncDisposable
{
    /// <summary>The next picture.</summary>
    /// <param name="jpeg">The picture.</param>
    /// <param name="at">When it begins to show; later than the one before.</param>
    /// <exception cref="VideoException">The encoder has ended.</exception>
    Task WriteAsync(ReadOnlyMemory<byte> jpeg, TimeSpan at);

    /// <summary>There are no more pictures; returns when all are written.</summary>
    /// <exception cref="VideoException">They are not.</exception>
    Task FinishAsync();
}

/// <summary>A video that could not be made; the message is the end of a sentence, fit for people to see.</summary>
public sealed class VideoException(string message, bool mayPass = false, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Whether it may be made later: the disk is full, say.</summary>
    public bool MayPass { get; } = mayPass;
}
