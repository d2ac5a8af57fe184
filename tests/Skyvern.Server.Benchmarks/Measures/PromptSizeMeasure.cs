using System.Text;
using Skyvern.Server.Benchmarks.Journeys;
using Skyvern.Server.Testing;

namespace Skyvern.Server.Benchmarks.Measures;

/// <summary>How much a model is told in a step, and how much of it a provider has in its cache from the step before.</summary>
internal sealed class PromptSizeMeasure : IMeasure
{
    public string Name => "prompt";

    public async Task<IReadOnlyList<Figure>> MeasureAsync()
    {
        var journey = new CheckoutJourney();
        await using var model = await journey.StartModelAsync();
        await using var server = await BenchServer.StartAsync(Journey.Settings(model));
        await journey.RunAsync(server);

        var prompts = model.Requests.Select(Text).ToList();
        var (total, fresh, share) = (new Samples(), new Samples(), new Samples());
        for (var i = 0; i < prompts.Count; i++)
        {
            total.Add(Tokens.Of(prompts[i].Length));
            if (i > 0)
            {
                var known = prompts[i].AsSpan().CommonPrefixLength(prompts[i - 1]);
                fresh.Add(Tokens.Of(prompts[i].Length - known));
                share.Add(100.0 * known / prompts[i].Length);
            }
        }

        var system = model.Requests[0].Messages[0].Content.Length;
        var schema = model.Requests[0].Schema?.ToJsonString().Length ?? 0;
        return
        [
            new Figure("prompt tokens a step", $"{total}", "<= 4,500 / 9,000", "Skyvern's sample 19,223; browser-use about 6,000 of rules and a screenshot"),
            new Figure("of these not in the step before (fresh)", $"{fresh}", "<= 1,700", ""),
            new Figure("share that the step before had already (cacheable)", $"{share.Median:0} % (least {share.Least:0} %)"),
            new Figure("rules (system prompt), the same for every run", $"{system:#,0} characters, {Tokens.Of(system):#,0} tokens", "", "browser-use 24 kB, about 6,000 tokens"),
            new Figure("form of the answer (schema), beside the prompt", $"{schema:#,0} characters, {Tokens.Of(schema):#,0} tokens"),
            new Figure($"prompt tokens of the whole run, {prompts.Count} calls of the model", $"{prompts.Sum(prompt => Tokens.Of(prompt.Length)):#,0}", "<= 35,000", "12 steps of Skyvern's sample 236,676; Stagehand 50,000; Playwright MCP 114,000"),
        ];
    }

    private static byte[] Text(StubOpenAiRequest request) =>
        Encoding.UTF8.GetBytes(string.Join('\n', request.Messages.Select(message => $"{message.Role}\n{message.Content}")));
}
