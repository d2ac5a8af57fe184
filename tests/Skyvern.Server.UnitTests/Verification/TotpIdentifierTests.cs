using Skyvern.Server.Core.Verification;

namespace Skyvern.Server.UnitTests.Verification;

public sealed class TotpIdentifierTests
{
    [Theory]
    [InlineData(" Ann@Mail.Example ", "ann@mail.example", "A***@Mail.Example")]
    [InlineData("+49 170 1234567", "+49 170 1234567", "***567")]
    [InlineData("My Phone", "My Phone", "***one")]
    [InlineData("bank", "bank", "***")]
    [InlineData("@", "@", "***")]
    public void NormalizeAndMask_Identifiers(string identifier, string normal, string masked) =>
        Assert.Equal((normal, masked), (TotpIdentifier.Normalize(identifier), TotpIdentifier.Mask(identifier)));
}
