using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Skyvern.Server.Core.Diagnostics;
using Skyvern.Server.Core.Nodes;
using Skyvern.Server.Testing;

namespace Skyvern.Server.ServerTests.Endpoints;

public sealed class HealthEndpointsTests
{
    [Fact]
    public async Task Ready_NoBrowserAndNoDatabase_SaysSoWhileTheProcessLives()
    {
        var (browser, database) = (new Browser(), new Database());
        await using var server = await ServerFactory.StartAsync(works: false, services: services =>
        {
            services.Replace(ServiceDescriptor.Singleton<IBrowserProbe>(browser));
            services.Replace(ServiceDescriptor.Singleton<IDatabaseProbe>(database));
        });

        using var ready = await server.Http.GetAsync("/health/ready");
        (browser.Problem, database.Answers) = ("There is no Chromium.", false);
        using var notReady = await server.Http.GetAsync("/health/ready");
        using var live = await server.Http.GetAsync("/health/live");

        var report = await Json.ReadAsync(ready);
        Assert.Equal("healthy", report.GetProperty("status").GetString());
        Assert.Equal(
            ["artifacts", "browser", "database", "disk", "model", "recording", "worker"],
            report.GetProperty("checks").EnumerateObject().Select(check => check.Name).Order(StringComparer.Ordinal));
        Assert.Equal(3, report.GetProperty("checks").GetProperty("worker").GetProperty("data").GetProperty("places").GetInt32());
        Assert.Equal(HttpStatusCode.ServiceUnavailable, notReady.StatusCode);
        var checks = (await Json.ReadAsync(notReady)).GetProperty("checks");
        Assert.Equal("unhealthy", checks.GetProperty("database").GetProperty("status").GetString());
        Assert.Equal("There is no Chromium.", checks.GetProperty("browser").GetProperty("description").GetString());
        Assert.Equal(HttpStatusCode.OK, live.StatusCode);
    }

    [Fact]
    public async Task Ready_NamesTheProcessToItsOperatorsAlone()
    {
        await using var server = await ServerFactory.StartAsync(works: false);
        using var tenant = await Tenant.NewAsync(server);
        using var nobody = server.ConnectWith(apiKey: null);
        using var wrong = server.ConnectWith("wrong");

        var name = (await server.Http.GetJsonAsync("/health/ready")).GetProperty("node").GetString();

        Assert.Equal(server.Services.GetRequiredService<ServerNode>().Id, name);
        foreach (var http in (HttpClient[])[tenant.Http, nobody, wrong])
        {
            using var answer = await http.GetAsync("/health/ready");
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.False((await Json.ReadAsync(answer)).TryGetProperty("node", out _));
        }
    }

    private sealed class Browser : IBrowserProbe
    {
        public string? Problem { get; set; }

        public string? FindProblem() => Problem;
    }

    private sealed class Database : IDatabaseProbe
    {
        public bool Answers { get; set; } = true;

        public Task<bool> AnswersAsync(CancellationToken cancellationToken) => Task.FromResult(Answers);

        public Task<int> CountPendingMigrationsAsync(CancellationToken cancellationToken) => Task.FromResult(0);
    }
}
