using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace Skyvern.Server.Core.Verification;

/// <summary>Time-based one-time codes as in RFC 6238.</summary>
public static class Totp
{
    /// <summary>The code of the window that holds a moment.</summary>
    public static string Code(TotpSecret secret, DateTimeOffset moment)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, moment.ToUnixTimeSeconds() / secret.Period);
        var hash = Hash(secret, counter);

        // Dynamic truncation: the last half-byte says where the 31 bits are taken.
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 0x0F)) & int.MaxValue;
        var code = number % (int)Math.Pow(10, secret.Digits);
        return code.ToString(CultureInfo.InvariantCulture).PadLeft(secret.Digits, '0');
    }

    /// <summary>How long the code of a moment is still good.</summary>
    public static TimeSpan Left(TotpSecret secret, DateTimeOffset moment)
    {
        var period = TimeSpan.FromSeconds(secret.Period);
        return period - TimeSpan.FromTicks((moment.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) % period.Ticks);
    }

    // SHA-1 is what the RFC has and sites use; as HMAC it is not known to be weak.
#pragma warning disable CA5350
    private static byte[] Hash(TotpSecret secret, ReadOnlySpan<byte> counter)
    {
        byte[] key = [.. secret.Key];
        return secret.Algorithm switch
        {
            TotpAlgorithm.Sha256 => HMACSHA256.HashData(key, counter),
            TotpAlgorithm.Sha512 => HMACSHA512.HashData(key, counter),
            _ => HMACSHA1.HashData(key, counter),
        };
    }
#pragma warning restore CA5350
}
