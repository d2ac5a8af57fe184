using System.Net;
using Microsoft.Extensions.Options;
using Skyvern.Server.Core.Browsing;

namespace Skyvern.Server.UnitTests.Browsing;

public sealed class DemoAddressTests
{
    [Theory]
    [InlineData("http://localhost:8000/demo", true)]
    [InlineData("http://localhost:8000/demo/", true)]
    [InlineData("http://localhost:8000/demo/shop?q=a%2Fb", true)]
    [InlineData("http://LOCALHOST.:8000/demo/shop", true)]
    [InlineData("http://127.0.0.1:8000/demo/a%20b", true)]
    [InlineData("http://0x7f.1:8000/demo/", true)]
    [InlineData("http://localhost:8000/", false)]
    [InlineData("http://localhost:8000/demonstration", false)]
    [InlineData("http://localhost:8000/Demo/", false)]
    [InlineData("http://localhost:8000/v1/runs", false)]
    [InlineData("http://localhost:8000/demo/../v1/runs", false)]
    [InlineData("http://localhost:8000/demo/%2e%2e/v1/runs", false)]
    [InlineData("http://localhost:8000/demo/..%2fv1/runs", false)]
    [InlineData("http://localhost:8000/demo/%252e%252e/v1/runs", false)]
    [InlineData("http://localhost:8000/demo/..%5cv1/runs", false)]
    [InlineData("http://localhost:8001/demo/", false)]
    [InlineData("http://localhost/demo/", false)]
    [InlineData("https://localhost:8000/demo/", false)]
    [InlineData("http://127.0.0.2:8000/demo/", false)]
    public void Check_OwnOrigin_OnlyTheDemoPasses(string address, bool passes)
    {
        var demo = new DemoAddress();
        demo.Register("/demo", new Uri("http://localhost:8000"), new Uri("http://127.0.0.1:8000"));

        Assert.Equal(passes, NewPolicy(demo).Check(new Uri(address)).Allowed);
    }

    [Fact]
    public async Task ResolveAsync_DemoByName_ReturnsTheLocalAddress()
    {
        var demo = new DemoAddress();
        demo.Register("/demo", new Uri("http://localhost:8000"));

        var decision = await NewPolicy(demo).ResolveAsync(new Uri("http://localhost:8000/demo/shop"), default);

        Assert.Equal([IPAddress.Loopback], decision.Addresses);
    }

    [Fact]
    public void Check_DemoNotRegistered_IsRefused() =>
        Assert.False(NewPolicy(new DemoAddress()).Check(new Uri("http://localhost:8000/demo/")).Allowed);

    private static AddressPolicy NewPolicy(DemoAddress demo) => new(Options.Create(new NetworkOptions()), demo, new LoopbackLookup());

    private sealed class LoopbackLookup : IHostLookup
    {
        public Task<IReadOnlyList<IPAddress>> FindAsync(string host, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<IPAddress>>([IPAddress.Loopback]);
    }
}
