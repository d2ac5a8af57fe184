using Skyvern.Server.Core.Browsing;

namespace Skyvern.Server.UnitTests.Browsing;

public sealed class NetworkOptionsValidatorTests
{
    [Theory]
    [InlineData("")]
    [InlineData("localhost, *.corp.example, intranet:8080, 10.0.0.5, 10.0.0.0/8, ::1, [::1]:80, fd00::/8")]
    public void Validate_KnownForms_Pass(string hosts) => Assert.True(Validate(hosts).Succeeded);

    [Theory]
    [InlineData("local host")]
    [InlineData("http://intranet")]
    [InlineData("10.0.0.0/33")]
    [InlineData("intranet:99999")]
    [InlineData("intranet:http")]
    [InlineData("*")]
    [InlineData("good.example, a*b.example")]
    public void Validate_UnknownForm_FailsAndNamesTheEntry(string hosts) =>
        Assert.Contains($"'{hosts.Split(", ")[^1]}'", Validate(hosts).FailureMessage);

    private static Microsoft.Extensions.Options.ValidateOptionsResult Validate(string hosts) =>
        new NetworkOptionsValidator().Validate(null, new NetworkOptions { AllowedHosts = hosts });
}
