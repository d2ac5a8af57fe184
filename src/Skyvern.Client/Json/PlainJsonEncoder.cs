using System.Text;
using System.Text.Encodings.Web;

namespace Skyvern.Client.Json;

/// <summary>
/// Escapes only what JSON demands: quotes, backslashes and control characters. The framework's most relaxed encoder still escapes
/// emoji and U+2028, which would change the bytes that a webhook's receiver signs.
/// </summary>
internal sealed unsafe class PlainJsonEncoder : JavaScriptEncoder
{
    public static readonly PlainJsonEncoder Instance = new();

    public override int MaxOutputCharactersPerInputCharacter => 6;

    public override bool WillEncode(int unicodeScalar) => unicodeScalar is < 0x20 or '"' or '\\';

    public override int FindFirstCharacterToEncode(char* text, int textLength)
    {
        for (var index = 0; index < textLength; index++)
        {
            // A lone surrogate is no character at all: the base class replaces it.
            if (WillEncode(text[index]) || (char.IsSurrogate(text[index]) && !IsPair(text, textLength, ref index)))
            {
                return index;
            }
        }

        return -1;
    }

    public override bool TryEncodeUnicodeScalar(int unicodeScalar, char* buffer, int bufferLength, out int numberOfCharactersWritten)
    {
        var text = unicodeScalar switch
        {
            '"' => "\\\"",
            '\\' => "\\\\",
            '\b' => "\\b",
            '\f' => "\\f",
            '\n' => "\\n",
            '\r' => "\\r",
            '\t' => "\\t",
            < 0x20 => $"\\u{unicodeScalar:x4}",
            _ => new Rune(unicodeScalar).ToString(),
        };
        var fits = text.TryCopyTo(new Span<char>(buffer, bufferLength));
        numberOfCharactersWritten = fits ? text.Length : 0;
        return fits;
    }

    private static bool IsPair(char* text, int length, ref int index)
    {
        if (index + 1 >= length || !char.IsSurrogatePair(text[index], text[index + 1]))
        {
            return false;
        }

        index++;
        return true;
    }
}
