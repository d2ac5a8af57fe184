using System.Net;
using Skyvern.Client;
using Skyvern.Client.Contracts;
using static Skyvern.Server.UnitTests.TypedClient.ScriptedAnswers;

namespace Skyvern.Server.UnitTests.TypedClient;

public sealed class RetryTests
{
    private const string Fault = """{"detail": "busy", "title": "t", "status": 503, "trace_id": "1"}""";

    [Fact]
    public async Task GetRun_ServerThatIsBusyAndBreaks_IsAskedAgain()
    {
        var server = new ScriptedAnswers(Json(Fault, HttpStatusCode.ServiceUnavailable), Broken, Json(Fault, HttpStatusCode.TooManyRequests), RunThatIs("running"));
        using var client = server.Connect();
        var call = client.GetRunAsync("tsk_1");

        await server.Time.RunAsync(call);

        Assert.Equal("running", (await call).Status);
        Assert.Equal(4, server.Requests.Count);
    }

    [Fact]
    public async Task GetRun_RetryAfter_IsWaitedFor()
    {
        var server = new ScriptedAnswers(Json(Fault, HttpStatusCode.TooManyRequests, retryAfter: "30"), RunThatIs("running"));
        using var client = server.Connect();
        var start = server.Time.GetUtcNow();
        var call = client.GetRunAsync("tsk_1");

        await server.Time.RunAsync(call, TimeSpan.FromSeconds(1));

        Assert.True(server.Time.GetUtcNow() - start >= TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task GetRun_RetryAfterLongerThanACallLasts_IsToldAtOnce()
    {
        var server = new ScriptedAnswers(Json(Fault, HttpStatusCode.TooManyRequests, retryAfter: "3600"));
        using var client = server.Connect();

        var refusal = await Assert.ThrowsAsync<SkyvernApiException>(() => client.GetRunAsync("tsk_1"));

        Assert.Equal((HttpStatusCode.TooManyRequests, "busy", 1), (refusal.Status, refusal.Detail, server.Requests.Count));
    }

    [Fact]
    public async Task GetRun_ServerThatStaysDown_IsGivenUp()
    {
        var server = new ScriptedAnswers(Broken);
        using var client = server.Connect();

        await Assert.ThrowsAsync<HttpRequestException>(() => server.Time.RunAsync(client.GetRunAsync("tsk_1")));

        Assert.Equal(1 + client.MaxRetries, server.Requests.Count);
    }

    [Fact]
    public async Task GetRun_RefusedForGood_IsNotAskedAgain()
    {
        var server = new ScriptedAnswers(Json("""{"detail": "Task run not found tsk_1", "trace_id": "abc"}""", HttpStatusCode.NotFound));
        using var client = server.Connect();

        var refusal = await Assert.ThrowsAsync<SkyvernApiException>(() => client.GetRunAsync("tsk_1"));

        Assert.Equal(("Task run not found tsk_1", "abc", 1), (refusal.Detail, refusal.TraceId, server.Requests.Count));
    }

    [Fact]
    public async Task RunTask_CreationThatBreaks_IsRepeatedWithItsKeyAndBody()
    {
        var server = new ScriptedAnswers(Broken, Json(Fault, HttpStatusCode.InternalServerError), RunThatIs("queued"));
        using var client = server.Connect();
        var call = client.RunTaskAsync(new RunTaskRequest { Prompt = "p" });

        await server.Time.RunAsync(call);

        Assert.Equal(3, server.Requests.Count);
        Assert.Single(server.Requests.Select(request => (request.Headers["Idempotency-Key"], request.Body)).Distinct());
        Assert.Equal("""{"prompt":"p"}""", server.Requests.First().Body);
    }

    [Fact]
    public async Task RunTask_TwoCalls_HaveTwoKeys()
    {
        var server = new ScriptedAnswers(RunThatIs("queued"));
        using var client = server.Connect();

        await client.RunTaskAsync(new RunTaskRequest { Prompt = "p" });
        await client.RunTaskAsync(new RunTaskRequest { Prompt = "p" });
        await client.RunTaskAsync(new RunTaskRequest { Prompt = "p" }, idempotencyKey: "mine");

        var keys = server.Requests.Select(request => request.Headers["Idempotency-Key"]).ToList();
        Assert.Equal(3, keys.Distinct().Count());
        Assert.Equal("mine", keys[2]);
    }

    [Fact]
    public async Task CancelRun_ServerFault_IsNotRepeated()
    {
        var server = new ScriptedAnswers(Json(Fault, HttpStatusCode.InternalServerError));
        using var client = server.Connect();

        await Assert.ThrowsAsync<SkyvernApiException>(() => client.CancelRunAsync("tsk_1"));

        Assert.Single(server.Requests);
    }
}
