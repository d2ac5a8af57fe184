using System.Text.Json;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Responses;

namespace Skyvern.Server.ServerTests.Responses;

public sealed class RequestEchoTests
{
    [Theory]
    [InlineData("http://user:geheim@proxy.example.com:8080", "http://user:***@proxy.example.com:8080")]
    [InlineData("http://proxy.example.com:8080/", "http://proxy.example.com:8080/")]
    public void Of_OwnProxy_HidesThePassword(string url, string shown)
    {
        var request = new TaskRequest
        {
            Prompt = "p",
            Engine = "skyvern-2.0",
            ProxyLocation = JsonSerializer.SerializeToElement(new { url }),
            CdpConnectHeaders = new Dictionary<string, string> { ["Authorization"] = "geheim" },
        };

        var echo = RequestEcho.Of(request);

        Assert.Equal(shown, echo.ProxyLocation?.GetProperty("url").GetString());
        Assert.Equal("***", echo.CdpConnectHeaders?["Authorization"]);
    }
}
