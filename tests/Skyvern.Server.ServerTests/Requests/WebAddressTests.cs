using Skyvern.Server.Requests;

namespace Skyvern.Server.ServerTests.Requests;

public sealed class WebAddressTests
{
    [Theory]
    [InlineData("https://x.com", "https://x.com/")]
    [InlineData("x.com/a?b=c#d", "https://x.com/a?b=c#d")]
    [InlineData("localhost:8000/a", "https://localhost:8000/a")]
    [InlineData(" HTTP://X.com:80/%7Ea ", "http://x.com/~a")]
    public void TryNormalise_Address_GetsItsNormalForm(string written, string normal)
    {
        Assert.True(WebAddress.TryNormalise(written, out var address, out _));
        Assert.Equal(normal, address.AbsoluteUri);
    }

    [Theory]
    [InlineData("ftp://x.com")]
    [InlineData("file:///etc/passwd")]
    [InlineData("javascript:alert(1)")]
    [InlineData("https://")]
    [InlineData("https://a b.com")]
    [InlineData("//")]
    public void TryNormalise_SomethingElse_IsRefused(string written) => Assert.False(WebAddress.TryNormalise(written, out _, out _));

    [Fact]
    public void TryNormalise_TooLong_IsRefused() => Assert.False(WebAddress.TryNormalise("https://x.com/" + new string('a', 2_083), out _, out _));
}
