using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Testing;

namespace Skyvern.Server.ServerTests.Http;

[Collection(ApiTests.Name)]
public sealed class ErrorShapeTests(ApiServer api)
{
    [Theory]
    [InlineData("GET", "/nothing/here", HttpStatusCode.NotFound)]
    [InlineData("GET", "/v1/runs/tsk_1/cancel", HttpStatusCode.MethodNotAllowed)]
    [InlineData("DELETE", "/v1/runs", HttpStatusCode.MethodNotAllowed)]
    [InlineData("GET", "/v1/runs/tsk_1", HttpStatusCode.NotFound)]
    public async Task Request_NothingThere_HasTheOneShapeAndNoFrames(string method, string path, HttpStatusCode status)
    {
        using var answer = await api.Server.Http.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));

        await Answers.AssertErrorAsync(status, answer);
        Assert.Equal("DENY", answer.Headers.GetValues("X-Frame-Options").Single());
        Assert.Equal("frame-ancestors 'none'", answer.Headers.GetValues("Content-Security-Policy").Single());
    }

    [Fact]
    public async Task Request_ServerFault_HasTheOneShapeWithoutTheCause()
    {
        await using var broken = await ServerFactory.StartAsync(
            works: false, services: services => services.Replace(ServiceDescriptor.Singleton<IRunReader>(_ => throw new InvalidOperationException("secret"))));

        using var answer = await broken.Http.GetAsync("/v1/runs");

        Assert.DoesNotContain("secret", await Answers.AssertErrorAsync(HttpStatusCode.InternalServerError, answer));
        Assert.Equal("DENY", answer.Headers.GetValues("X-Frame-Options").Single());
    }

    [Fact]
    public async Task Request_OfAnAllowedOrigin_MayReadTheCount()
    {
        await using var server = await ServerFactory.StartAsync(
            new Dictionary<string, string?> { ["Server:AllowedOrigins"] = "https://app.example.org" }, works: false);

        using var allowed = await PreflightAsync(server, "https://app.example.org");
        using var other = await PreflightAsync(server, "https://other.example.org");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/runs") { Headers = { { "Origin", "https://app.example.org" } } };
        using var list = await server.Http.SendAsync(request);

        Assert.Equal("https://app.example.org", list.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.Equal("x-total-count", list.Headers.GetValues("Access-Control-Expose-Headers").Single());
        Assert.Equal("https://app.example.org", allowed.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.Equal("true", allowed.Headers.GetValues("Access-Control-Allow-Credentials").Single());
        Assert.Contains("x-max-steps-override", allowed.Headers.GetValues("Access-Control-Allow-Headers").Single());
        Assert.False(other.Headers.Contains("Access-Control-Allow-Origin"));
    }

    private static async Task<HttpResponseMessage> PreflightAsync(ServerFactory server, string origin)
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, "/v1/run/tasks");
        request.Headers.Add("Origin", origin);
        request.Headers.Add("Access-Control-Request-Method", "POST");
        request.Headers.Add("Access-Control-Request-Headers", "x-api-key,content-type");
        return await server.Http.SendAsync(request);
    }
}
