using System.Buffers.Binary;
using Skyvern.Server.BrowserTests.Pool;
using Skyvern.Server.Core.Actions;
using Skyvern.Server.Testing;

namespace Skyvern.Server.BrowserTests.Sessions;

public sealed class ScreenshotsTests
{
    private const string Page = "<body style='margin:0'><div style='height:3000px'></div><script>addEventListener('click', event => document.title = event.clientX + ',' + event.clientY); scrollTo(0, 500)</script>";

    [Theory]
    [InlineData(1280, 800, 1280, 800, "640,400")]
    [InlineData(1000, 700, 1000, 700, "640,400")]
    [InlineData(1920, 1200, 1280, 800, "960,600")]
    public async Task Screenshot_AnyViewport_HasThePixelsThatClickAtMeans(int width, int height, int pictureWidth, int pictureHeight, string hit)
    {
        await using var site = await FixtureSite.StartAsync();
        await using var host = await BrowserHost.StartAsync(settings: [new("Browser:ViewportWidth", $"{width}"), new("Browser:ViewportHeight", $"{height}")]);
        await using var session = await host.OpenAsync();
        await session.PerformAsync(new GoToAction(site.Page("/", Page)), CancellationToken.None);

        var picture = await session.ScreenshotAsync(CancellationToken.None);
        await session.PerformAsync(new ClickAtAction(640, 400), CancellationToken.None);

        Assert.Equal((pictureWidth, pictureHeight), SizeOf(picture!));
        Assert.Equal(hit, (await session.ObserveAsync(CancellationToken.None)).Title);
    }

    /// <summary>Width and height as the frame header of a JPEG tells them.</summary>
    internal static (int Width, int Height) SizeOf(byte[] jpeg)
    {
        for (var at = 2; at < jpeg.Length;)
        {
            if (jpeg[at + 1] is >= 0xC0 and <= 0xC2)
            {
                return (BinaryPrimitives.ReadUInt16BigEndian(jpeg.AsSpan(at + 7)), BinaryPrimitives.ReadUInt16BigEndian(jpeg.AsSpan(at + 5)));
            }

            at += 2 + BinaryPrimitives.ReadUInt16BigEndian(jpeg.AsSpan(at + 2));
        }

        return (0, 0);
    }
}
