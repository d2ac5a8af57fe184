using System.Text.Json;
using Skyvern.Server.Core.Browsing;

namespace Skyvern.Server.UnitTests.Browsing;

public sealed class ProxyPlacesTests
{
    private static readonly ProxyOptions Options = new()
    {
        Places =
        {
            ["RESIDENTIAL_DE"] = new ProxyEntry { Server = "http://de.proxy.example:8080", User = "ada", Password = "secret" },
            ["US-CA"] = new ProxyEntry { Server = "http://ca.proxy.example:8080" },
            ["US-CA-San Jose"] = new ProxyEntry { Server = "http://sj.proxy.example:8080" },
            ["RESIDENTIAL"] = new ProxyEntry { Server = "http://us.proxy.example:8080" },
        },
    };

    [Theory]
    [InlineData("\"RESIDENTIAL_DE\"", "de.proxy.example:8080")]
    [InlineData("\"US-CA\"", "ca.proxy.example:8080")]
    [InlineData("{\"country\": \"DE\"}", "de.proxy.example:8080")]
    [InlineData("{\"country\": \"US\", \"subdivision\": \"CA\", \"city\": \"San Jose\"}", "sj.proxy.example:8080")]
    [InlineData("{\"country\": \"US\", \"subdivision\": \"CA\", \"city\": \"Fresno\"}", "ca.proxy.example:8080")]
    [InlineData("{\"country\": \"US\", \"subdivision\": \"NY\"}", "us.proxy.example:8080")]
    [InlineData("{\"url\": \"http://me:pw@own.example:3128\"}", "own.example:3128")]
    [InlineData("\"NONE\"", null)]
    [InlineData("null", null)]
    public void Choose_Place_FindsTheNearestProxy(string location, string? proxy)
    {
        var choice = Choose(location, Options);

        Assert.Equal(proxy, choice.Proxy?.ToString());
        Assert.Null(choice.Notice);
    }

    [Fact]
    public void Choose_PlaceWithoutAProxy_GoesOutDirectlyAndSaysSo() =>
        Assert.Contains("RESIDENTIAL_FR", Choose("\"RESIDENTIAL_FR\"", Options).Notice, StringComparison.Ordinal);

    [Fact]
    public void Choose_PlaceWithoutAProxyWhereThatIsRefused_NamesTheSetting()
    {
        var strict = new ProxyOptions { RefuseUnknownPlaces = true };

        Assert.Contains("Proxies:Places", Choose("\"RESIDENTIAL_FR\"", strict).Refusal, StringComparison.Ordinal);
        Assert.Null(Choose("\"RESIDENTIAL\"", strict).Refusal);
    }

    [Theory]
    [InlineData("{\"url\": \"socks5://own.example:1080\"}")]
    [InlineData("{\"url\": \"own\"}")]
    public void Choose_OwnProxyThatIsNone_IsRefused(string location) => Assert.NotNull(Choose(location, Options).Refusal);

    [Fact]
    public void ToString_ProxyWithPassword_DoesNotShowIt() =>
        Assert.DoesNotContain("secret", Choose("\"RESIDENTIAL_DE\"", Options).Proxy!.ToString(), StringComparison.Ordinal);

    private static ProxyChoice Choose(string location, ProxyOptions options)
    {
        var element = JsonDocument.Parse(location).RootElement;
        return new ProxyPlaces(Microsoft.Extensions.Options.Options.Create(options)).Choose(element.ValueKind == JsonValueKind.Null ? null : element);
    }
}
