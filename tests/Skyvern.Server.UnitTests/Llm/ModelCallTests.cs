using System.Collections.Concurrent;
using System.Diagnostics;
using Skyvern.Server.Core.Diagnostics;
using Skyvern.Server.Core.Engine;
using Skyvern.Server.Llm.Client;
using Skyvern.Server.Testing;

namespace Skyvern.Server.UnitTests.Llm;

public sealed class ModelCallTests : IDisposable
{
    private const string Tests = "Tests of model calls";
    private static readonly ActivitySource Source = new(Tests);
    private readonly ConcurrentQueue<Activity> _ended = [];
    private readonly ActivityListener _listener;

    public ModelCallTests()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is Spans.SourceName or Tests,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _ended.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    [Fact]
    public async Task Ask_ThatIsAnswered_TellsModelAndTokensAndNoWords()
    {
        await using var rig = await LlmRig.StartAsync(LlmRig.Back);

        var span = await AskAsync(rig);

        Assert.Equal(($"chat {rig.Options.Model}", ActivityKind.Client, ActivityStatusCode.Unset), (span.DisplayName, span.Kind, span.Status));
        Assert.Equal("chat", span.GetTagItem("gen_ai.operation.name"));
        Assert.Equal(rig.Options.Model, span.GetTagItem("gen_ai.request.model"));
        Assert.NotNull(span.GetTagItem("gen_ai.response.model"));
        Assert.IsType<int>(span.GetTagItem("gen_ai.usage.input_tokens"));
        Assert.IsType<int>(span.GetTagItem("gen_ai.usage.output_tokens"));
        Assert.Equal("127.0.0.1", span.GetTagItem("server.address"));
        Assert.DoesNotContain(span.TagObjects, tag => $"{tag.Value}".Contains("Question", StringComparison.Ordinal));
        Assert.Null(rig.Client.Last!.Fault);
    }

    [Fact]
    public async Task Ask_ThatIsRefused_TellsTheStatusAndNotTheProvidersWords()
    {
        await using var rig = await LlmRig.StartAsync(_ => new StubOpenAiReply { Status = 401, RawBody = """{"error": {"message": "Wrong key sk-4711"}}""" });

        var span = await AskAsync(rig);

        Assert.Equal((ActivityStatusCode.Error, "401", "401"), (span.Status, span.StatusDescription, span.GetTagItem("error.type")));
        Assert.Equal(401, rig.Client.Last!.Fault);
    }

    public void Dispose() => _listener.Dispose();

    private async Task<Activity> AskAsync(LlmRig rig)
    {
        using var test = Source.StartActivity("test")!;
        try
        {
            await rig.Client.AskAsync(new LlmRequest([LlmMessage.User("Question 1")], new AnswerFormat("a", "b", null), 100, "run"), CancellationToken.None);
        }
        catch (PlannerException)
        {
            // What became of it is read from the span.
        }

        return Assert.Single(_ended, span => span.TraceId == test.TraceId);
    }
}
