using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Skyvern.Client.Contracts;
using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Testing;

namespace Skyvern.Server.ServerTests.Faults;

/// <summary>The model's server fails in the middle of a run: the run ends truly, with a reason, after a bounded number of tries.</summary>
public sealed class ModelFaultTests
{
    private const int MostTries = 5;

    private static readonly StubOpenAiReply Done = StubOpenAiReply.Of(Solver.Step(Solver.Done("The page says so.")));

    private static readonly StubOpenAiReply Down =
        StubOpenAiReply.Error(503, "upstream is down") with { Headers = new Dictionary<string, string> { ["retry-after-ms"] = "20" } };

    [Fact]
    public async Task Run_ModelServerGoesDown_FailsWithTheReasonAfterAFewTries()
    {
        var (run, asked) = await RunAsync(_ => Down);

        Assert.Equal("failed", run.Status);
        Assert.Contains("503", run.FailureReason);
        Assert.Equal("LLM_ERROR", Assert.Single(run.Errors).ErrorCode);
        Assert.Equal(MostTries, asked);
        Assert.Equal(2, run.StepCount);
    }

    [Fact]
    public async Task Run_ModelServerComesBack_GoesOn()
    {
        var (run, asked) = await RunAsync(number => number < 3 ? Down : Done);

        Assert.Equal(("completed", null), (run.Status, run.FailureReason));
        Assert.Equal(3, asked);
    }

    [Fact]
    public async Task Run_ModelServerIsSlowOnce_IsAskedAgainAndGoesOn()
    {
        var (run, asked) = await RunAsync(
            number => number == 1 ? StubOpenAiReply.Slow(TimeSpan.FromMinutes(10)) : Done,
            new() { ["Llm:TimeoutSeconds"] = "5" });

        Assert.Equal(("completed", null), (run.Status, run.FailureReason));
        Assert.Equal(2, asked);
    }

    [Fact]
    public async Task Run_ModelServerNeverAnswers_EndsWhenTheRunsTimeIsUp()
    {
        var (run, asked) = await RunAsync(_ => StubOpenAiReply.Slow(TimeSpan.FromMinutes(10)), new() { ["Engine:MaxSeconds"] = "4" });

        Assert.Equal("timed_out", run.Status);
        Assert.Contains("4 seconds", run.FailureReason);
        Assert.InRange(asked, -1, 1); // -1: it was up before the first question
    }

    /// <summary>A run whose first step is planned well; how it ends, and how often the model was asked after that.</summary>
    private static async Task<(TaskRunResponse Run, int Asked)> RunAsync(
        Func<int, StubOpenAiReply> then, Dictionary<string, string?>? settings = null)
    {
        var wait = StubOpenAiReply.Of(Solver.Step(new JsonObject { ["act"] = "wait", ["seconds"] = 1, ["for"] = null }));
        await using var model = await StubOpenAi.StartAsync(request => request.Number == 1 ? wait : then(request.Number - 1));
        await using var server = await ServerFactory.StartAsync(
            new Dictionary<string, string?>(settings ?? [])
            {
                ["Llm:Endpoint"] = model.Endpoint, ["Llm:ApiKey"] = "k", ["Llm:Model"] = "stub",
                ["Engine:Verify"] = "Never", ["Network:AllowedHosts"] = "127.0.0.1",
            },
            services: services => services.Replace(ServiceDescriptor.Singleton<IBrowserPool>(new FakeBrowserPool())));

        var queued = await server.Client.RunTaskAsync(new RunTaskRequest { Prompt = "Look at the page", Url = "https://example.com/" });
        var run = await server.WaitForAsync(queued.RunId, current => current.FinishedAt is not null);
        return (run, model.Requests.Count - 1);
    }
}
