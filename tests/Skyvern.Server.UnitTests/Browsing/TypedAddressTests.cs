using Skyvern.Server.Core.Browsing;

namespace Skyvern.Server.UnitTests.Browsing;

public sealed class TypedAddressTests
{
    [Theory]
    [InlineData("shop.example", "https://shop.example/")]
    [InlineData(" shop.example/a?b=c:1 ", "https://shop.example/a?b=c:1")]
    [InlineData("HTTP://shop.example", "http://shop.example/")]
    [InlineData("localhost", "http://localhost/")]
    [InlineData("localhost:3000", "http://localhost:3000/")]
    [InlineData("intranet:8080/x", "http://intranet:8080/x")]
    [InlineData("wiki.intern:8080?q", "http://wiki.intern:8080/?q")]
    [InlineData("10.0.0.5/x", "http://10.0.0.5/x")]
    [InlineData("[::1]:90", "http://[::1]:90/")]
    [InlineData("https://localhost:3000", "https://localhost:3000/")]
    [InlineData("file:///etc/passwd", null)]
    [InlineData("javascript:alert(1)", null)]
    [InlineData("mailto:ada@shop.example", null)]
    [InlineData("tel:5550100", null)]
    [InlineData("", null)]
    public void Read_AsTyped_IsWhatABrowserWouldOpen(string text, string? address) => Assert.Equal(address, TypedAddress.Read(text)?.AbsoluteUri);
}
