using Microsoft.Extensions.Options;
using Skyvern.Server.Browser.Pool;
using Skyvern.Server.Core.Recordings;

namespace Skyvern.Server.Browser.Recording;

/// <summary>Makes videos with ffmpeg: H.264 as every browser plays it, encoded on one core as the pictures come.</summary>
internal sealed class FfmpegEncoder(IOptions<RecordingOptions> options, TimeProvider time) : IVideoEncoder
{
    private const int KeySeconds = 5;

    /// <inheritdoc />
    public string? FindProblem() => Program is not null ? null
        : options.Value.FfmpegPath is { Length: > 0 } named ? $"Recording:FfmpegPath names '{named}', but there is no such program."
        : "There is no ffmpeg: install it (apt-get install ffmpeg), name one in Recording:FfmpegPath, or set Recording:Enabled to false.";

    /// <inheritdoc />
    public IVideo Begin(string path, int width, int height)
    {
        // Encoders of this kind want even sizes.
        var (evenWidth, evenHeight) = (Math.Max(2, width & ~1), Math.Max(2, height & ~1));
        string[] arguments =
        [
            .. "-fpsprobesize 0 -probesize 32 -analyzeduration 1 -threads 1 -f matroska -i pipe:0".Split(' '),
            "-vf", $"scale={evenWidth}:{evenHeight}:force_original_aspect_ratio=decrease:out_range=tv,"
                + $"pad={evenWidth}:{evenHeight}:(ow-iw)/2:(oh-ih)/2,setsar=1,format=yuv420p",
            .. "-filter_threads 1 -fps_mode passthrough -enc_time_base 1:1000".Split(' '), // each picture at its own time
            .. "-c:v libx264 -preset veryfast -tune zerolatency -crf 27 -level 4 -threads 1".Split(' '),
            "-force_key_frames", $"expr:if(isnan(prev_forced_t),1,gte(t,prev_forced_t+{KeySeconds}))",
            .. "-f matroska -cluster_time_limit 1000".Split(' '),
            path,
        ];
        return new FfmpegVideo(Start(arguments), evenWidth, evenHeight);
    }

    /// <inheritdoc />
    public async Task MakePlayableAsync(string from, string to, CancellationToken cancellationToken)
    {
        await using var process = Start(["-i", from, "-c", "copy", "-movflags", "+faststart", "-f", "mp4", to]);
        await process.FinishAsync().WaitAsync(cancellationToken);
    }

    private string? Program => BrowserExecutable.FindProgram(options.Value.FfmpegPath is { Length: > 0 } named ? named.Trim() : "ffmpeg");

    private FfmpegProcess Start(IEnumerable<string> arguments) =>
        FfmpegProcess.Start(Program ?? throw new VideoException("there is no ffmpeg any more"), arguments, time);
}
