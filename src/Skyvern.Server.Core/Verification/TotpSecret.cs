using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Skyvern.Server.Core.Verification;

/// <summary>What an authenticator app keeps of an account: the key and how codes are made of it.</summary>
public sealed record TotpSecret
{
    private const string Scheme = "otpauth://totp/";

    private TotpSecret(byte[] key) => Key = key;

    /// <summary>The shared key.</summary>
    public IReadOnlyList<byte> Key { get; }

    /// <summary>The hash.</summary>
    public TotpAlgorithm Algorithm { get; private init; } = TotpAlgorithm.Sha1;

    /// <summary>Digits of a code, 6 to 8.</summary>
    public int Digits { get; private init; } = 6;

    /// <summary>Seconds that a code is good for.</summary>
    public int Period { get; private init; } = 30;

    /// <summary>Reads a base32 key as sites show it, or an otpauth:// address as QR codes hold it.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out TotpSecret? secret)
    {
        var written = text.Trim();
        secret = written.StartsWith("otpauth:", StringComparison.OrdinalIgnoreCase) ? FromAddress(written)
            : Base32.TryDecode(written, out var key) ? new TotpSecret(key)
            : null;
        return secret is not null;
    }

    private static TotpSecret? FromAddress(string address)
    {
        if (!address.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) || address.IndexOf('?', StringComparison.Ordinal) is not (> 0 and var query))
        {
            return null;
        }

        var values = address[(query + 1)..].Split('&')
            .Select(pair => pair.Split('=', 2))
            .Where(pair => pair.Length == 2)
            .GroupBy(pair => pair[0], StringComparer.OrdinalIgnoreCase)
            .ToDictionary(pairs => pairs.Key, pairs => Uri.UnescapeDataString(pairs.First()[1]), StringComparer.OrdinalIgnoreCase);
        return values.TryGetValue("secret", out var text) && Base32.TryDecode(text, out var key)
            && TryAlgorithm(values.GetValueOrDefault("algorithm", "SHA1"), out var algorithm)
            && TryNumber(values, "digits", 6, 6, 8, out var digits)
            && TryNumber(values, "period", 30, 10, 300, out var period)
            ? new TotpSecret(key) { Algorithm = algorithm, Digits = digits, Period = period }
            : null;
    }

    private static bool TryAlgorithm(string word, out TotpAlgorithm algorithm) =>
        Enum.TryParse(word.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out algorithm) && Enum.IsDefined(algorithm);

    private static bool TryNumber(Dictionary<string, string> values, string name, int usual, int least, int most, out int number)
    {
        number = usual;
        return !values.TryGetValue(name, out var text)
            || (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number >= least && number <= most);
    }
}

/// <summary>The hash that codes are made with.</summary>
public enum TotpAlgorithm
{
    /// <summary>SHA-1, what nearly all sites use.</summary>
    Sha1,

    /// <summary>SHA-256.</summary>
    Sha256,

    /// <summary>SHA-512.</summary>
    Sha512,
}
