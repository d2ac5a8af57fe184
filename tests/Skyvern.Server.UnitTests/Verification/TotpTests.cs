using Skyvern.Server.Core.Verification;

namespace Skyvern.Server.UnitTests.Verification;

public sealed class TotpTests
{
    private const string Key20 = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
    private const string Key32 = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZA";
    private const string Key64 = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZDGNA";

    /// <summary>The vectors of RFC 6238, appendix B.</summary>
    [Theory]
    [InlineData(59, "94287082", "46119246", "90693936")]
    [InlineData(1111111109, "07081804", "68084774", "25091201")]
    [InlineData(1111111111, "14050471", "67062674", "99943326")]
    [InlineData(1234567890, "89005924", "91819424", "93441116")]
    [InlineData(2000000000, "69279037", "90698825", "38618901")]
    [InlineData(20000000000, "65353130", "77737706", "47863826")]
    public void Code_VectorsOfTheRfc_Match(long seconds, string sha1, string sha256, string sha512)
    {
        var moment = DateTimeOffset.FromUnixTimeSeconds(seconds);

        Assert.Equal(sha1, Totp.Code(Parse($"otpauth://totp/x?secret={Key20}&digits=8"), moment));
        Assert.Equal(sha256, Totp.Code(Parse($"otpauth://totp/x?secret={Key32}&digits=8&algorithm=SHA256"), moment));
        Assert.Equal(sha512, Totp.Code(Parse($"otpauth://totp/x?secret={Key64}&digits=8&algorithm=SHA512"), moment));
    }

    [Theory]
    [InlineData("JBSWY3DPEHPK3PXP")]
    [InlineData("jbsw y3dp ehpk 3pxp")]
    [InlineData(" JBSW-Y3DP-EHPK-3PXP ")]
    [InlineData("JBSWY3DPEHPK3PXP======")]
    [InlineData("otpauth://totp/Shop:ann%40mail.example?secret=JBSWY3DPEHPK3PXP&issuer=Shop")]
    [InlineData("OTPAUTH://TOTP/Shop?issuer=Shop&Secret=jbswy3dpehpk3pxp&algorithm=sha-1&period=30&digits=6")]
    public void TryParse_WaysToWriteOneSecret_GiveTheSameCode(string text) =>
        Assert.Equal("282760", Totp.Code(Parse(text), DateTimeOffset.FromUnixTimeSeconds(0)));

    [Theory]
    [InlineData("")]
    [InlineData("not base32!")]
    [InlineData("A")]
    [InlineData("otpauth://hotp/x?secret=JBSWY3DPEHPK3PXP&counter=1")]
    [InlineData("otpauth://totp/x?issuer=Shop")]
    [InlineData("otpauth://totp/x?secret=JBSWY3DPEHPK3PXP&digits=5")]
    [InlineData("otpauth://totp/x?secret=JBSWY3DPEHPK3PXP&period=0")]
    [InlineData("otpauth://totp/x?secret=JBSWY3DPEHPK3PXP&algorithm=MD5")]
    public void TryParse_NoSecret_IsRefused(string text) => Assert.False(TotpSecret.TryParse(text, out _));

    [Fact]
    public void Left_InsideAWindow_IsTheTimeToItsEnd()
    {
        var secret = Parse("otpauth://totp/x?secret=JBSWY3DPEHPK3PXP&period=60");

        Assert.Equal(TimeSpan.FromSeconds(60), Totp.Left(secret, DateTimeOffset.FromUnixTimeSeconds(120)));
        Assert.Equal(TimeSpan.FromMilliseconds(500), Totp.Left(secret, DateTimeOffset.FromUnixTimeMilliseconds(179_500)));
    }

    private static TotpSecret Parse(string text) => TotpSecret.TryParse(text, out var secret) ? secret : throw new InvalidOperationException("No secret: " + text);
}
