using System.Buffers.Binary;
using System.Globalization;

namespace Skyvern.Server.Llm.Client;

/// <summary>Says in a prompt what a model may expect of a picture.</summary>
internal static class PictureNote
{
    /// <summary>The model asked for one, and there is none.</summary>
    public const string NotTaken = "PICTURE: none could be taken. Go on with the text; find and read show more of it.";

    private const string NotShown = "PICTURE: this model cannot be shown pictures. Go on with the text; find and read show more of it. Do not use look or click_at.";

    /// <summary>The line for a picture that is shown, or is not.</summary>
    public static string For(byte[] jpeg, bool shown) =>
        !shown ? NotShown
        : SizeOf(jpeg) is var (width, height) ? string.Create(CultureInfo.InvariantCulture, $"PICTURE: the visible part of the page, {width} x {height} pixels; click_at counts from its upper left corner.")
        : "PICTURE: the visible part of the page; click_at counts its pixels from the upper left corner.";

    // The frame header of a JPEG holds its size; the segments before it are skipped by their lengths.
    private static (int Width, int Height)? SizeOf(ReadOnlySpan<byte> jpeg)
    {
        for (var at = 2; at + 9 < jpeg.Length && jpeg[at] == 0xFF;)
        {
            if (jpeg[at + 1] is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
            {
                return (BinaryPrimitives.ReadUInt16BigEndian(jpeg[(at + 7)..]), BinaryPrimitives.ReadUInt16BigEndian(jpeg[(at + 5)..]));
            }

            at += 2 + BinaryPrimitives.ReadUInt16BigEndian(jpeg[(at + 2)..]);
        }

        return null;
    }
}
