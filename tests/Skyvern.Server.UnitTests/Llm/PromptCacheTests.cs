using System.Text;
using Skyvern.Server.Core.Engine;
using Skyvern.Server.Testing;

namespace Skyvern.Server.UnitTests.Llm;

public sealed class PromptCacheTests
{
    [Fact]
    public async Task Build_TwelveSteps_BeginWithTheStepBeforeUpToItsLastResult()
    {
        await using var rig = await LlmRig.StartAsync(request => StubOpenAiReply.Of(
            request.StepNumber is 4 or 8 ? Solver.Step(Solver.Look()) : Solver.Step(Solver.Click($"e{request.StepNumber}"))));
        var history = new List<PlanTurn>();

        for (var step = 1; step <= 12; step++)
        {
            var plan = await rig.PlanAsync(rig.Context(step, history, [$"# Page {step}", $"e{step} button \"Go on\""]) with
            {
                MaxSteps = 13,
                Picture = step is 5 or 9 or 10 ? LlmRig.Jpeg : null,
                Nudge = step is 3 or 6 ? "Try find or scroll." : null,
                BudgetNote = step > 9 ? $"{13 - step} steps are left." : null,
                ExtractedJson = step > 7 ? "[1]" : null,
                Files = step > 6 ? ["report.xlsx"] : [],
            });
            history.Add(new PlanTurn(plan.Reply, $"1 click e{step}: ok\n+ page {step} \"ü\""));
        }

        var requests = rig.Stub.Requests;
        Assert.Equal(12, requests.Count);
        for (var step = 2; step <= 12; step++)
        {
            var (before, now) = (requests[step - 2], requests[step - 1]);
            var known = Tokenized(before)[..CommonLength(Tokenized(before), Tokenized(now))];
            var last = step == 2 ? "completed needs every one ok." : $"+ page {step - 2} \"ü\"\nEND";
            Assert.Contains(last, known, StringComparison.Ordinal);

            // The page, its picture, advice and budgets are what may differ: none of them stays.
            Assert.DoesNotContain("OBSERVATION\nURL", known, StringComparison.Ordinal);
            Assert.Equal(rig.Run.Id, now.Body["prompt_cache_key"]!.GetValue<string>());
            Assert.Equal(before.Schema!.ToJsonString(), now.Schema!.ToJsonString());
            Assert.All(now.Pictures, picture => Assert.Equal(now.Messages.Count - 1, picture.Message));
        }

        Assert.Equal([5, 9, 10], requests.Where(request => request.Pictures.Count == 1).Select(request => request.StepNumber));
    }

    [Fact]
    public async Task Build_StepsWithoutPictures_SendTheSameBytes()
    {
        await using var rig = await LlmRig.StartAsync(LlmRig.Back);
        var history = new List<PlanTurn>();

        for (var step = 1; step <= 6; step++)
        {
            var plan = await rig.PlanAsync(rig.Context(step, history, [$"# Page {step}", $"e{step} button \"Go on\""]));
            history.Add(new PlanTurn(plan.Reply, $"back: navigated\n+ page {step} \"ü\""));
        }

        var requests = rig.Stub.Requests;
        for (var step = 1; step < requests.Count; step++)
        {
            var common = requests[step - 1].Bytes.AsSpan().CommonPrefixLength(requests[step].Bytes);
            var shared = Encoding.UTF8.GetString(requests[step].Bytes, 0, common);
            var last = step == 1 ? "completed needs every one ok." : $"+ page {step - 1} \\\"ü\\\"\\nEND";

            Assert.Contains(last, shared, StringComparison.Ordinal);
            Assert.DoesNotContain("OBSERVATION\\nURL", shared, StringComparison.Ordinal);
        }
    }

    // What a provider makes tokens of: roles and texts, in order. A picture changes how a message is written, not its text.
    private static string Tokenized(StubOpenAiRequest request) =>
        string.Concat(request.Messages.Select(message => $"<{message.Role}>{message.Content}"));

    private static int CommonLength(string a, string b) => a.AsSpan().CommonPrefixLength(b);
}
