using System.Text.Json.Nodes;
using Skyvern.Server.Testing;

namespace Skyvern.Server.ServerTests.Faults;

/// <summary>What the model says in the stories of faults.</summary>
internal static class ModelScript
{
    /// <summary>Does not answer as long as the test lasts.</summary>
    public static StubOpenAiReply Thinking { get; } = StubOpenAiReply.Slow(TimeSpan.FromMinutes(10));

    public static StubOpenAiReply Wait { get; } = StubOpenAiReply.Of(Solver.Step(new JsonObject { ["act"] = "wait", ["seconds"] = 1, ["for"] = null }));

    public static StubOpenAiReply Done { get; } = StubOpenAiReply.Of(Solver.Step(Solver.Done("The page shows the order.")));

    /// <summary>A run that can be broken off while the model thinks for the second time, and that ends when it is asked again.</summary>
    public static StubOpenAiReply WaitThenThinkThenDone(StubOpenAiRequest request) => request.Number switch
    {
        1 => Wait,
        2 => Thinking,
        _ => Done,
    };

    public static StubOpenAiReply SendOrder(StubOpenAiRequest request) =>
        StubOpenAiReply.Of(Solver.Step(Solver.Click(Solver.Ref(request.LastText, "button", "Send order"))));
}
