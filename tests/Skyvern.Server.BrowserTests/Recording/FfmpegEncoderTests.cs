using System.Diagnostics;
using Microsoft.Extensions.Options;
using Skyvern.Server.Browser.Pool;
using Skyvern.Server.Browser.Recording;
using Skyvern.Server.Core.Recordings;
using Skyvern.Server.Testing;

namespace Skyvern.Server.BrowserTests.Recording;

/// <summary>Videos of painted pictures, made by the real ffmpeg.</summary>
public sealed class FfmpegEncoderTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly FfmpegEncoder _encoder = new(Options.Create(new RecordingOptions()), TimeProvider.System);

    private string Raw => _folder["a.mkv"];

    private string Playable => _folder["a.mp4"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Video_OfSparsePicturesOfSeveralSizes_ShowsEachAtItsTime()
    {
        var (red, green, blue) = (await VideoFile.PaintAsync("red", 641, 401), await VideoFile.PaintAsync("green", 300, 200), await VideoFile.PaintAsync("blue"));
        (byte[] Picture, double At)[] pictures = [(red, 0), (green, 0.13), (blue, 2.317), (red, 5.003), (green, 17.04), (blue, 17.29), (blue, 20)];

        await using (var video = _encoder.Begin(Raw, 641, 401))
        {
            foreach (var (picture, at) in pictures)
            {
                await video.WriteAsync(picture, TimeSpan.FromSeconds(at));
            }

            await video.FinishAsync();
        }

        await _encoder.MakePlayableAsync(Raw, Playable, CancellationToken.None);

        var made = await VideoFile.ReadAsync(Playable);
        Assert.Equal(("h264", "yuv420p", 640, 400), made.Track);
        Assert.True(made.IndexComesFirst);
        Assert.Equal(20, made.Seconds, 0.05);
        Assert.Equal(pictures.Length, made.Times.Count);
        Assert.All(made.Times.Zip(pictures), pair => Assert.Equal(pair.Second.At, pair.First, 0.05));
        Assert.Equal([0, 5.003, 17.04], made.KeyTimes);
        Assert.True(await made.ColourAtAsync(1) is { Green: > 90, Red: < 40, Blue: < 40 });
        Assert.True(await made.ColourAtAsync(3) is { Blue: > 200, Red: < 40 });
        Assert.True(await made.ColourAtAsync(12) is { Red: > 200, Blue: < 40 });
        Assert.True(await made.ColourAtAsync(18.5) is { Blue: > 200, Red: < 40 });
    }

    [Fact]
    public async Task Video_WhoseEncoderIsKilled_SaysSoAndPlaysAsFarAsItCame()
    {
        var picture = await VideoFile.PaintAsync("red");
        await using var video = _encoder.Begin(Raw, 640, 400);
        var second = 0;
        while (!File.Exists(Raw) || new FileInfo(Raw).Length < 5_000)
        {
            await video.WriteAsync(picture, TimeSpan.FromSeconds(second++));
        }

        using (var encoder = Process.GetProcessById(Assert.Single(BrowserProcesses.CarryingPath(Raw)).Id))
        {
            encoder.Kill();
        }

        await Assert.ThrowsAsync<VideoException>(async () =>
        {
            while (true)
            {
                await video.WriteAsync(picture, TimeSpan.FromSeconds(second++));
            }
        });
        await _encoder.MakePlayableAsync(Raw, Playable, CancellationToken.None);
        var made = await VideoFile.ReadAsync(Playable);
        Assert.InRange(made.Times.Count, 2, second);
        Assert.True(await made.ColourAtAsync(1) is { Red: > 200 });
    }

    [Fact]
    public async Task Video_ThatIsGivenUp_LeavesNoProcess()
    {
        var video = _encoder.Begin(Raw, 640, 400);
        await video.WriteAsync(await VideoFile.PaintAsync("red"), TimeSpan.Zero);
        Assert.Single(BrowserProcesses.CarryingPath(Raw));

        await video.DisposeAsync();

        Assert.Empty(BrowserProcesses.CarryingPath(Raw));
    }

    [Fact]
    public async Task MakePlayable_OfWhatIsNoVideo_SaysThatItWillNotPass()
    {
        await File.WriteAllTextAsync(Raw, "no video");

        var fault = await Assert.ThrowsAsync<VideoException>(() => _encoder.MakePlayableAsync(Raw, Playable, CancellationToken.None));

        Assert.False(fault.MayPass);
        Assert.Contains("Invalid data", fault.InnerException?.Message);
    }

    [Fact]
    public async Task Video_OnAFullDisk_SaysSo()
    {
        await using var video = _encoder.Begin("/dev/full", 640, 400);
        var picture = await VideoFile.PaintAsync("red");

        var fault = await Assert.ThrowsAsync<VideoException>(async () =>
        {
            await video.WriteAsync(picture, TimeSpan.Zero);
            await video.WriteAsync(picture, TimeSpan.FromSeconds(5));
            await video.FinishAsync();
        });

        Assert.Equal(("the server's disk is full", true), (fault.Message, fault.MayPass));
    }

    [Fact]
    public void FindProblem_OfAProgramThatIsNotThere_NamesIt()
    {
        var encoder = new FfmpegEncoder(Options.Create(new RecordingOptions { FfmpegPath = "no-such-program" }), TimeProvider.System);

        Assert.Contains("no-such-program", encoder.FindProblem());
        Assert.Throws<VideoException>(() => encoder.Begin(Raw, 640, 400));
        Assert.Null(_encoder.FindProblem());
    }
}
