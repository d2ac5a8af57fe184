using System.Buffers.Binary;

namespace Skyvern.Server.Browser.Live;

/// <summary>Reads how large a JPEG is.</summary>
internal static class JpegSize
{
    /// <summary>Width and height as its frame header tells them; null when there is none.</summary>
    public static (int Width, int Height)? Of(ReadOnlySpan<byte> jpeg)
    {
        for (var at = 2; at + 9 <= jpeg.Length && jpeg[at] == 0xFF; at += 2 + BinaryPrimitives.ReadUInt16BigEndian(jpeg[(at + 2)..]))
        {
            // C0 to CF are frame headers, but for three that are tables.
            if (jpeg[at + 1] is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
            {
                return (BinaryPrimitives.ReadUInt16BigEndian(jpeg[(at + 7)..]), BinaryPrimitives.ReadUInt16BigEndian(jpeg[(at + 5)..]));
            }
        }

        return null;
    }
}
