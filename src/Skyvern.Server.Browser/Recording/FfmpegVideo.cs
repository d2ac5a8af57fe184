using Skyvern.Server.Core.Recordings;

namespace Skyvern.Server.Browser.Recording;

/// <summary>A video that one ffmpeg writes as its pictures come.</summary>
internal sealed class FfmpegVideo(FfmpegProcess process, int width, int height) : IVideo
{
    private readonly MatroskaWriter _pictures = new(process.Input);
    private bool _isBegun;

    /// <inheritdoc />
    public Task WriteAsync(ReadOnlyMemory<byte> jpeg, TimeSpan at) => process.WriteAsync(async () =>
    {
        if (!_isBegun)
        {
            await _pictures.BeginAsync(width, height);
            _isBegun = true;
        }

        await _pictures.WriteAsync(jpeg, at);
    });

    /// <inheritdoc />
    public Task FinishAsync() => process.FinishAsync();

    /// <inheritdoc />
    public ValueTask DisposeAsync() => process.DisposeAsync();
}
