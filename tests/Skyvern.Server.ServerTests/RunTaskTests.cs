using System.Net;
using Skyvern.Server.Testing;

namespace Skyvern.Server.ServerTests;

public sealed class RunTaskTests
{
    [Fact]
    public async Task RunTask_Minimal_AnswersLikeTheSample()
    {
        await using var server = await ServerFactory.StartAsync(works: false);

        using var answer = await server.Http.PostAsync("/v1/run/tasks", Json.Body("""{"prompt": "Read the opening hours of the town library"}"""));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Samples.AssertLike("run-queued.json", await Json.ReadAsync(answer));
    }
}
