using System.Globalization;
using System.Net;
using System.Text;

namespace Skyvern.Server.Core.Browsing;

/// <summary>Reads the host of an address as a browser does: one form for all spellings.</summary>
internal static class HostName
{
    /// <summary>Lower case, without brackets, scope and trailing dot; look-alike digits, letters and dots of Unicode as ASCII.</summary>
    public static string Of(Uri address)
    {
        var host = Fold(address.DnsSafeHost).ToLowerInvariant().TrimEnd('.');
        var scope = host.IndexOf('%', StringComparison.Ordinal);
        return scope < 0 ? host : host[..scope];
    }

    /// <summary>
    /// The address a host literally is. False without an address: a name; true without one: ends like an IPv4 address and is none
    /// (browsers refuse that, some resolvers guess).
    /// </summary>
    public static bool IsLiteral(string host, out IPAddress? address)
    {
        if (host.Contains(':', StringComparison.Ordinal))
        {
            _ = IPAddress.TryParse(host, out address);
            return true;
        }

        address = null;
        var parts = host.Split('.');
        if (!LooksNumeric(parts[^1]))
        {
            return false;
        }

        address = ParseIPv4(parts);
        return true;
    }

    private static IPAddress? ParseIPv4(string[] parts)
    {
        if (parts.Length > 4)
        {
            return null;
        }

        var value = 0UL;
        for (var i = 0; i < parts.Length; i++)
        {
            var isLast = i == parts.Length - 1;
            var limit = isLast ? 1UL << (8 * (5 - parts.Length)) : 256;
            if (ParseNumber(parts[i]) is not { } number || number >= limit)
            {
                return null;
            }

            value = (isLast ? value << (8 * (5 - parts.Length)) : value << 8) + number;
        }

        return new IPAddress([(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value]);
    }

    private static bool LooksNumeric(string part) => (part.Length > 0 && part.All(char.IsAsciiDigit)) || (IsHex(part) && ParseNumber(part) is not null);

    private static bool IsHex(string part) => part.StartsWith("0x", StringComparison.Ordinal);

    private static ulong? ParseNumber(string part)
    {
        var (digits, radix) = IsHex(part) ? (part[2..], 16UL) : part.StartsWith('0') ? (part[1..], 8UL) : (part, 10UL);
        if (part.Length == 0)
        {
            return null;
        }

        var value = 0UL;
        foreach (var digit in digits)
        {
            var number = char.IsAsciiHexDigit(digit) ? (ulong)Convert.ToInt32(digit.ToString(), 16) : radix;
            if (number >= radix)
            {
                return null;
            }

            // Saturates: what does not fit 32 bits is no address, however many digits it has.
            value = Math.Min((value * radix) + number, 1UL << 33);
        }

        return value;
    }

    // The process runs without Unicode data for normalisation, so the compatibility forms that spell ASCII are listed here.
    private static string Fold(string host)
    {
        if (Ascii.IsValid(host))
        {
            return host;
        }

        var folded = new StringBuilder();
        foreach (var rune in host.EnumerateRunes())
        {
            var text = rune.ToString();
            folded.Append(rune.Value switch
            {
                0xAD or 0x034F or (>= 0x200B and <= 0x200D) or 0x2060 or 0xFEFF => "",
                0x3002 or 0xFF0E or 0xFF61 => ".",
                _ when CharUnicodeInfo.GetDigitValue(text, 0) is >= 0 and var digit => digit.ToString(CultureInfo.InvariantCulture),
                >= 0xFF01 and <= 0xFF5E => ((char)(rune.Value - 0xFEE0)).ToString(),
                >= 0x24B6 and <= 0x24E9 => Letter(rune.Value - 0x24B6),
                >= 0x1D400 and <= 0x1D6A3 => Letter(rune.Value - 0x1D400),
                0x2113 or 0x2112 => "l",
                0x2134 => "o",
                0x210E or 0x210B => "h",
                _ => text,
            });
        }

        return folded.ToString();
    }

    private static string Letter(int index) => ((char)('a' + (index % 26))).ToString();
}
