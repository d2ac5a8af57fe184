using System.Buffers.Binary;
using System.Text;

namespace Skyvern.Server.Browser.Recording;

/// <summary>
/// Writes pictures with their times as Matroska, the simplest form that carries both and that ffmpeg can read from a pipe: one track of
/// JPEGs, each picture a cluster of its own, no end known beforehand.
/// </summary>
internal sealed class MatroskaWriter(Stream output)
{
    private const uint Segment = 0x18538067;
    private const uint Cluster = 0x1F43B675;
    private const uint ClusterTime = 0xE7;
    private const uint SimpleBlock = 0xA3;

    /// <summary>Track 1, at the cluster's own time, decodable by itself.</summary>
    private static readonly byte[] BlockHead = [0x81, 0, 0, 0x80];

    private static readonly byte[] UnknownSize = [0x01, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF];

    /// <summary>What comes first.</summary>
    public async Task BeginAsync(int width, int height) => await output.WriteAsync((byte[])
    [
        .. Element(0x1A45DFA3, [
            .. Number(0x4286, 1), .. Number(0x42F7, 1), .. Number(0x42F2, 4), .. Number(0x42F3, 8), // EBML 1, ids of 4 bytes, sizes of 8
            .. Text(0x4282, "matroska"), .. Number(0x4287, 4), .. Number(0x4285, 2),
        ]),
        .. Id(Segment), .. UnknownSize,
        .. Element(0x1549A966, [.. Number(0x2AD7B1, 1_000_000), .. Text(0x4D80, "Skyvern.Server"), .. Text(0x5741, "Skyvern.Server")]), // times in ms
        .. Element(0x1654AE6B, Element(0xAE, [
            .. Number(0xD7, 1), .. Number(0x73C5, 1), .. Number(0x83, 1), .. Number(0x9C, 0), // track 1, video, no lacing
            .. Text(0x86, "V_MJPEG"), .. Element(0xE0, [.. Number(0xB0, width), .. Number(0xBA, height)]),
        ])),
    ]);

    /// <summary>The next picture.</summary>
    public async Task WriteAsync(ReadOnlyMemory<byte> jpeg, TimeSpan at)
    {
        var time = Number(ClusterTime, (long)at.TotalMilliseconds);
        byte[] block = [.. Id(SimpleBlock), .. Size(BlockHead.Length + jpeg.Length), .. BlockHead];
        await output.WriteAsync((byte[])[.. Id(Cluster), .. Size(time.Length + block.Length + jpeg.Length), .. time, .. block]);
        await output.WriteAsync(jpeg);
        await output.FlushAsync();
    }

    private static byte[] Element(uint id, byte[] content) => [.. Id(id), .. Size(content.Length), .. content];

    private static byte[] Text(uint id, string text) => Element(id, Encoding.ASCII.GetBytes(text));

    private static byte[] Number(uint id, long number) => Element(id, BigEndian((ulong)number));

    /// <summary>The length of an id is in its first bits: it is written as it stands, without leading zeros.</summary>
    private static byte[] Id(uint id) => [.. BigEndian(id).SkipWhile(part => part == 0)];

    /// <summary>Always of eight bytes: a marker bit, then the number.</summary>
    private static byte[] Size(long size) => BigEndian((ulong)size | 1UL << 56);

    private static byte[] BigEndian(ulong number)
    {
        var bytes = new byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, number);
        return bytes;
    }
}
