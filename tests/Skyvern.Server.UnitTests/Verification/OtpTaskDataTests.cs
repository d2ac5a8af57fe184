using Skyvern.Server.Core.Verification;

namespace Skyvern.Server.UnitTests.Verification;

public sealed class OtpTaskDataTests
{
    [Theory]
    [InlineData("Log in as ann / pw. TOTP secret JBSWY3DPEHPK3PXP")]
    [InlineData("Log in as ann / pw, TOTP secret: jbsw y3dp ehpk 3pxp, then download the invoice")]
    [InlineData("""{"user": "ann", "totp_secret": "JBSWY3DPEHPK3PXP"}""")]
    [InlineData("Use the authenticator key JBSWY3DPEHPK3PXP when asked.")]
    [InlineData("Second factor: otpauth://totp/Shop:ann?secret=JBSWY3DPEHPK3PXP&issuer=Shop.")]
    public void Read_TextWithASecret_FindsAndHidesIt(string text)
    {
        var given = OtpTaskData.Read(text);

        Assert.Equal("282760", Totp.Code(given.Secret!, DateTimeOffset.UnixEpoch));
        Assert.Null(given.Code);
        Assert.DoesNotContain("3PXP", given.Hide(text), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("Log in as ann / pw, the code is 123456", "123456")]
    [InlineData("Log in and enter the verification code 123 456 when asked", "123456")]
    [InlineData("OTP: 0042", "0042")]
    [InlineData("""{"otp": "99887766"}""", "99887766")]
    [InlineData("Melde dich an. Der Code lautet 123456.", "123456")]
    [InlineData("use one-time code 'A1B2C3'", "A1B2C3")]
    public void Read_TextWithACode_FindsAndHidesIt(string text, string code)
    {
        var given = OtpTaskData.Read(text);

        Assert.Equal((code, null), (given.Code, given.Secret));
        Assert.DoesNotContain(code, given.Hide(text), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Enter the zip code 94043 and the discount code SAVE20")]
    [InlineData("Search for order 123456 and give its tracking code")]
    [InlineData("Log in and enter the one-time code that comes by mail")]
    [InlineData("Find out how a TOTP secret provided by the site is stored")]
    [InlineData("The TOTP secret is provided below")]
    [InlineData("Type \"hello\" into the field \"Code\"")]
    public void Read_TextWithoutEither_FindsNothing(string text)
    {
        var given = OtpTaskData.Read(text);

        Assert.Null(given.Secret);
        Assert.Null(given.Code);
        Assert.Equal(text, given.Hide(text));
    }
}
