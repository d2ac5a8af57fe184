using Skyvern.Server.Core.Browsing;

namespace Skyvern.Server.UnitTests.Browsing;

public sealed class SiteNameTests
{
    [Theory]
    [InlineData("https://www.shop.example/a?b", "shop.example")]
    [InlineData("https://SHOP.example.", "shop.example")]
    [InlineData("https://a.b.shop.co.uk", "shop.co.uk")]
    [InlineData("https://a.b.com.br/", "b.com.br")]
    [InlineData("https://ada.github.io/x", "ada.github.io")]
    [InlineData("https://bucket.s3.eu-west-1.amazonaws.com/", "bucket.s3.eu-west-1.amazonaws.com")]
    [InlineData("http://127.0.0.1:8080/", "127.0.0.1:8080")]
    [InlineData("http://2130706433:8080/", "127.0.0.1:8080")]
    [InlineData("http://localhost:9000/", "localhost:9000")]
    [InlineData("http://[::1]:90/", "::1:90")]
    [InlineData("blob:https://shop.example/0f", "shop.example")]
    [InlineData("https://shop.example@evil.example/", "evil.example")]
    [InlineData("file:///etc/passwd", null)]
    [InlineData("data:text/html,x", null)]
    [InlineData("about:blank", null)]
    [InlineData(null, null)]
    public void Of_Address_IsTheOwnersDomain(string? address, string? site)
    {
        Assert.Equal(site, SiteName.Of(address)?.Name);
    }

    [Theory]
    [InlineData("https://shop.example", "https://login.shop.example", true)]
    [InlineData("http://shop.example", "https://shop.example", true)]
    [InlineData("https://shop.example", "http://shop.example", false)]
    [InlineData("https://shop.example", "https://shop.example.evil.example", false)]
    [InlineData("https://shop.example", "https://myshop.example", false)]
    [InlineData("https://ada.github.io", "https://eve.github.io", false)]
    [InlineData("http://127.0.0.1:1", "http://127.0.0.1:2", false)]
    public void MayReceiveSecrets_OtherAddress_IsOfTheSameOwnerAndNotLessSafe(string own, string other, bool may)
    {
        Assert.Equal(may, SiteName.Of(own)!.MayReceiveSecrets(SiteName.Of(other)));
    }

    [Theory]
    [InlineData("https://shop.example", "https://shop.example/x", true)]
    [InlineData("https://shop.example", "http://shop.example/x", false)]
    [InlineData("https://shop.example", "https://shop.example:444/", false)]
    [InlineData("shop.example", "http://shop.example:81/", true)]
    [InlineData("*.corp.example", "https://a.corp.example", true)]
    [InlineData("*.corp.example", "https://corp.example", false)]
    [InlineData("a.example, http://b.example:8080", "http://b.example:8080/", true)]
    public void AllowedOrigins_Address_IsHeldOrNot(string list, string address, bool holds)
    {
        Assert.Null(AllowedOrigins.FindBroken(list));
        Assert.Equal(holds, AllowedOrigins.Parse(list).Holds(address));
    }

    [Theory]
    [InlineData("ftp://a.example")]
    [InlineData("https://a.example/path")]
    [InlineData("not a host")]
    public void AllowedOrigins_EntryThatCannotBeRead_IsNamed(string list)
    {
        Assert.Equal(list, AllowedOrigins.FindBroken(list));
    }
}
