using System.Net;
using Skyvern.Server.Testing;

namespace Skyvern.Server.ServerTests.Http;

public sealed class TrustedProxiesTests
{
    private const int MostWrongKeys = 10;

    [Fact]
    public async Task LogIn_ThroughATrustedProxy_CountsWrongKeysByCallerAndKeepsTheCookieToHttps()
    {
        await using var server = await ServerFactory.StartAsync(new Dictionary<string, string?> { ["Server:TrustedProxies"] = "10.0.0.0/8, 127.0.0.1" }, works: false);
        using var guesser = Behind(server, "203.0.113.7, 10.0.0.3");
        using var other = Behind(server, "203.0.113.8, 10.0.0.3");
        for (var attempt = 0; attempt < MostWrongKeys; attempt++)
        {
            Assert.Equal(HttpStatusCode.Forbidden, await TryAsync(guesser, "a wrong key"));
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, await TryAsync(guesser, server.ApiKey));
        using var entered = await other.SendAsync("/login", "/login", ("key", server.ApiKey));

        Assert.Equal(HttpStatusCode.Found, entered.StatusCode);
        Assert.Contains(entered.Headers.GetValues("Set-Cookie"), cookie => cookie.Contains("; secure", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task LogIn_ThroughAProxyThatIsNotNamed_ItsWordOnTheCallerIsNotTaken()
    {
        await using var server = await ServerFactory.StartAsync(new Dictionary<string, string?> { ["Server:TrustedProxies"] = "10.0.0.0/8" }, works: false);
        for (var attempt = 0; attempt < MostWrongKeys; attempt++)
        {
            using var guesser = Behind(server, $"203.0.113.{attempt}");
            Assert.Equal(HttpStatusCode.Forbidden, await TryAsync(guesser, "a wrong key"));
        }

        using var other = Behind(server, "203.0.113.99");
        Assert.Equal(HttpStatusCode.TooManyRequests, await TryAsync(other, server.ApiKey));
    }

    private static Person Behind(ServerFactory server, string forwardedFor)
    {
        var person = new Person(server.Address);
        person.Http.DefaultRequestHeaders.Add("X-Forwarded-For", forwardedFor);
        person.Http.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https, https");
        return person;
    }

    private static async Task<HttpStatusCode> TryAsync(Person person, string key)
    {
        using var answer = await person.SendAsync("/login", "/login", ("key", key));
        return answer.StatusCode;
    }
}
