using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Skyvern.Server.Testing;

/// <summary>Looks into a video file, and paints pictures for one, with the programs of ffmpeg.</summary>
public sealed class VideoFile
{
    private readonly JsonElement _facts;

    private VideoFile(string path, JsonElement facts) => (Path, _facts) = (path, facts);

    public string Path { get; }

    public double Seconds => double.Parse(_facts.GetProperty("format").GetProperty("duration").GetString()!, CultureInfo.InvariantCulture);

    /// <summary>The one track: codec, form of the pixels and size.</summary>
    public (string Codec, string Pixels, int Width, int Height) Track => _facts.GetProperty("streams").EnumerateArray()
        .Select(track => (track.GetProperty("codec_name").GetString()!, track.GetProperty("pix_fmt").GetString()!,
            track.GetProperty("width").GetInt32(), track.GetProperty("height").GetInt32()))
        .Single();

    /// <summary>When each picture begins to show.</summary>
    public IReadOnlyList<double> Times => [.. Packets(_ => true)];

    /// <summary>Times of the pictures that can be jumped to.</summary>
    public IReadOnlyList<double> KeyTimes => [.. Packets(packet => packet.GetProperty("flags").GetString()!.StartsWith('K'))];

    /// <summary>Whether the index stands before the pictures, so that playing begins before the whole file has come.</summary>
    public bool IndexComesFirst => File.ReadAllBytes(Path).AsSpan() is var bytes && bytes.IndexOf("moov"u8) < bytes.IndexOf("mdat"u8);

    /// <summary>Reads one.</summary>
    public static async Task<VideoFile> ReadAsync(string path) => new(path, JsonElement.Parse(await RunAsync(
        "ffprobe", "-v", "error", "-show_entries", "packet=pts_time,flags:stream=codec_name,pix_fmt,width,height:format=duration", "-of", "json", path)));

    /// <summary>A JPEG of one colour.</summary>
    public static Task<byte[]> PaintAsync(string colour, int width = 640, int height = 400) => RunAsync(
        "ffmpeg", "-v", "error", "-f", "lavfi", "-i", $"color={colour}:s={width}x{height}", "-frames:v", "1", "-f", "image2pipe", "-c:v", "mjpeg", "-");

    /// <summary>What the last picture shows in the middle, of a JPEG or of a video that may be still under way; null: there is none yet.</summary>
    public static async Task<(byte Red, byte Green, byte Blue)?> LastColourAsync(string path)
    {
        try
        {
            return await new VideoFile(path, default).ColourAtAsync(TimeSpan.FromDays(1).TotalSeconds);
        }
        catch (Exception e) when (e is InvalidOperationException or IndexOutOfRangeException)
        {
            return null;
        }
    }

    /// <summary>What a player shows in the middle at a second, which is the last picture that has begun: red, green and blue.</summary>
    public async Task<(byte Red, byte Green, byte Blue)> ColourAtAsync(double second)
    {
        var pixels = await RunAsync(
            "ffmpeg", "-v", "error", "-i", Path, "-vf", string.Create(CultureInfo.InvariantCulture, $"select=lte(t\\,{second}),crop=2:2"),
            "-fps_mode", "passthrough", "-f", "rawvideo", "-pix_fmt", "rgb24", "-");
        return (pixels[^3], pixels[^2], pixels[^1]);
    }

    private IEnumerable<double> Packets(Func<JsonElement, bool> wanted) => _facts.GetProperty("packets").EnumerateArray().Where(wanted)
        .Select(packet => double.Parse(packet.GetProperty("pts_time").GetString()!, CultureInfo.InvariantCulture));

    private static async Task<byte[]> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var words = process.StandardError.ReadToEndAsync();
        using var output = new MemoryStream();
        await process.StandardOutput.BaseStream.CopyToAsync(output);
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output.ToArray() : throw new InvalidOperationException($"{program}: {await words}");
    }
}
