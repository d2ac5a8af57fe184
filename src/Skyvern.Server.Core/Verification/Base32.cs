namespace Skyvern.Server.Core.Verification;

/// <summary>Reads base32 as people copy it: with blanks or hyphens, in any case, with or without padding.</summary>
internal static class Base32
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>The bytes; false when the text is no base32 or holds no whole byte.</summary>
    public static bool TryDecode(string text, out byte[] bytes)
    {
        var decoded = new List<byte>(text.Length * 5 / 8);
        var (buffer, bits) = (0, 0);
        bytes = [];
        foreach (var letter in text.TrimEnd('=', ' ', '\t', '\r', '\n'))
        {
            if (letter is ' ' or '-' or '\t' or '\u00A0')
            {
                continue;
            }

            var value = Alphabet.IndexOf(char.ToUpperInvariant(letter), StringComparison.Ordinal);
            if (value < 0)
            {
                return false;
            }

            (buffer, bits) = ((buffer << 5) | value, bits + 5);
            if (bits >= 8)
            {
                bits -= 8;
                decoded.Add((byte)(buffer >> bits));
                buffer &= (1 << bits) - 1;
            }
        }

        bytes = [.. decoded];
        return bytes.Length > 0;
    }
}
