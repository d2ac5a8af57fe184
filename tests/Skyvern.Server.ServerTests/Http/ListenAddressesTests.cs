using Microsoft.Extensions.Configuration;
using Skyvern.Server.Http;

namespace Skyvern.Server.ServerTests.Http;

public sealed class ListenAddressesTests
{
    [Theory]
    [InlineData(null, null, null, "http://localhost:8000")]
    [InlineData(null, null, "http://localhost:8000", "http://localhost:8000")]
    [InlineData(null, "9000", "http://localhost:8000", "http://*:9000")]
    [InlineData(null, "9000; 9001", null, "http://*:9000;http://*:9001")]
    [InlineData(null, " ", "http://localhost:8000", "http://localhost:8000")]
    [InlineData(null, "9000", "http://127.0.0.1:7000", "http://127.0.0.1:7000")]
    [InlineData("http://+:6000", "9000", "http://127.0.0.1:7000", "http://+:6000")]
    [InlineData("", "9000", "", "http://*:9000")]
    public void Of_SeveralNames_TakesTheOneThatSomebodyMeant(string? urls, string? ports, string? own, string expected)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["urls"] = urls, ["http_ports"] = ports, ["Server:Urls"] = own })
            .Build();

        Assert.Equal(expected, ListenAddresses.Of(configuration));
    }
}
