using Skyvern.Server.Core.Engine;

namespace Skyvern.Server.UnitTests.Engine;

public sealed class StartAddressTests
{
    [Theory]
    [InlineData("Open https://shop.example/a?b=1, then buy", "https://shop.example/a?b=1")]
    [InlineData("Look at (http://localhost:8000/demo).", "http://localhost:8000/demo")]
    [InlineData("Go to news.example.com and read the first headline", "https://news.example.com/")]
    [InlineData("Find the price on \"shop.example.co.uk/item/7\"", "https://shop.example.co.uk/item/7")]
    [InlineData("www.example.org: get the title", "https://www.example.org/")]
    [InlineData("Öffne beispiel.de und lies", "https://beispiel.de/")]
    public void Of_PromptNamesAPlace_IsThatPlace(string prompt, string address) =>
        Assert.Equal(address, StartAddress.Of(EngineBench.Request(prompt, url: null)));

    [Theory]
    [InlineData("Buy a book")]
    [InlineData("Send report.pdf to ada@mail.example")]
    [InlineData("Type v1.2 into the field. Then stop.")]
    public void Of_PromptNamesNone_IsNull(string prompt) => Assert.Null(StartAddress.Of(EngineBench.Request(prompt, url: null)));

    [Fact]
    public void Of_RequestHasAUrl_IsThatUrl() =>
        Assert.Equal("https://a.example/", StartAddress.Of(EngineBench.Request("Go to b.example", "https://a.example/")));
}
