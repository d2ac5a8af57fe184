using System.Net;
using Skyvern.Client;
using Skyvern.Client.Contracts;
using Skyvern.Server.Testing;
using static Skyvern.Server.UnitTests.TypedClient.ScriptedAnswers;

namespace Skyvern.Server.UnitTests.TypedClient;

public sealed class SkyvernClientTests
{
    [Fact]
    public async Task Requests_CarryKeyAndName_AndStayBelowTheServersPath()
    {
        var server = new ScriptedAnswers(RunThatIs("running"));
        using var client = server.Connect("https://host.example/skyvern");

        await client.GetRunAsync("tsk/1?x");

        var request = Assert.Single(server.Requests);
        Assert.Equal("https://host.example/skyvern/v1/runs/tsk%2F1%3Fx", request.Url);
        Assert.Equal("sk_key", request.Headers["x-api-key"]);
        Assert.StartsWith("skyvern-dotnet/", request.Headers["User-Agent"]);
    }

    [Fact]
    public async Task Download_FromAnotherHost_DoesNotShowItTheKey()
    {
        var server = new ScriptedAnswers(Json("content"));
        using var client = server.Connect();

        await client.DownloadAsync("https://files.example/a?sig=1", Stream.Null);
        await client.DownloadAsync("http://server.example/v1/artifacts/a_1/content", Stream.Null);

        Assert.Equal([false, true], server.Requests.Select(request => request.Headers.ContainsKey("x-api-key")));
    }

    [Fact]
    public async Task DownloadToFile_FaultOnTheWay_LeavesNothing()
    {
        using var folder = new TempFolder();
        var server = new ScriptedAnswers(
            Json("whole"), () => new HttpResponseMessage { Content = new StreamContent(new BreakingStream()) });
        using var client = server.Connect();

        await client.DownloadToFileAsync("/file", folder["a.txt"]);
        await Assert.ThrowsAnyAsync<Exception>(() => client.DownloadToFileAsync("/file", folder["b.txt"]));

        Assert.Equal("whole", await File.ReadAllTextAsync(folder["a.txt"]));
        Assert.Equal([folder["a.txt"]], Directory.GetFiles(folder.Path));
    }

    [Fact]
    public async Task Refusal_OfFields_HoldsEachFault()
    {
        var server = new ScriptedAnswers(Json(
            """
            {"detail": [{"type": "missing", "loc": ["body", "prompt"], "msg": "This field is required", "input": {}},
                        {"type": "greater_than_equal", "loc": ["body", "max_steps"], "msg": "Must be 0 or more", "input": -1, "ctx": {"ge": 0}}],
             "title": "Unprocessable Entity", "status": 422, "trace_id": "abc"}
            """,
            HttpStatusCode.UnprocessableEntity));
        using var client = server.Connect();

        var refusal = await Assert.ThrowsAsync<SkyvernApiException>(() => client.RunTaskAsync(new RunTaskRequest()));

        Assert.Equal(["missing", "greater_than_equal"], refusal.Faults.Select(fault => fault.Type));
        Assert.Equal(["body.prompt: This field is required", "body.max_steps: Must be 0 or more"], refusal.Detail.Split(Environment.NewLine));
        Assert.Equal("abc", refusal.TraceId);
    }

    [Fact]
    public async Task Refusal_OfSomethingInFrontOfTheServer_TellsItsWords()
    {
        var server = new ScriptedAnswers(Json("<html>Bad gateway</html>", HttpStatusCode.BadGateway));
        using var client = server.Connect();

        var refusal = await Assert.ThrowsAsync<SkyvernApiException>(() => client.CancelRunAsync("tsk_1"));

        Assert.Equal(("<html>Bad gateway</html>", null), (refusal.Detail, refusal.TraceId));
    }

    [Theory]
    [InlineData("<html>a log-in page</html>")]
    [InlineData("null")]
    [InlineData("""{"run_id": "tsk_1"}""")]
    public async Task Success_ThatIsNoRun_IsAnErrorAndNoEmptyRun(string body)
    {
        var server = new ScriptedAnswers(Json(body));
        using var client = server.Connect();

        var refusal = await Assert.ThrowsAsync<SkyvernApiException>(() => client.GetRunAsync("tsk_1"));

        Assert.Equal(HttpStatusCode.OK, refusal.Status);
    }

    [Fact]
    public async Task WaitForCompletion_Cancelled_StopsWaiting()
    {
        var server = new ScriptedAnswers(RunThatIs("running"));
        using var client = server.Connect();
        using var cancel = new CancellationTokenSource();
        var waiting = client.WaitForCompletionAsync("tsk_1", cancellationToken: cancel.Token);
        await Eventually.TrueAsync(() => !server.Requests.IsEmpty);

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.All(server.Requests, request => Assert.Equal("GET", request.Method));
    }

    [Fact]
    public async Task WaitForCompletion_RunThatGoesOn_NamesItsStatusWhenTimeIsUp()
    {
        var server = new ScriptedAnswers(RunThatIs("running"));
        using var client = server.Connect();
        var waiting = client.WaitForCompletionAsync("tsk_1", TimeSpan.FromSeconds(5));

        var late = await Assert.ThrowsAsync<TimeoutException>(() => server.Time.RunAsync(waiting, TimeSpan.FromSeconds(1)));

        Assert.Equal("The run tsk_1 is still running after 5 s.", late.Message);
    }

    private sealed class BreakingStream : MemoryStream
    {
        public override bool CanSeek => false;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => throw new IOException("The connection broke.");
    }
}
