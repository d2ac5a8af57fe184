using Skyvern.Server.Benchmarks.Journeys;

namespace Skyvern.Server.Benchmarks.Measures;

/// <summary>How long whole tasks last with a model that answers at once and with one that thinks for two seconds, and what they ask of it.</summary>
internal sealed class JourneyMeasure : IMeasure
{
    private const int Runs = 3;
    private static readonly TimeSpan Thinking = TimeSpan.FromSeconds(2);

    public string Name => "journey";

    public async Task<IReadOnlyList<Figure>> MeasureAsync() =>
    [
        .. await MeasureAsync(new LogInAndFormJourney(), "log-in and form of 6 fields", "<= 20 s, <= 4 steps", "4-5 min (Skyvern's users)"),
        .. await MeasureAsync(new TwelveStepJourney(), "task of 12 steps", "<= 40 s", "133 s, 236,676 tokens (Skyvern's sample)"),
    ];

    private static async Task<IReadOnlyList<Figure>> MeasureAsync(Journey journey, string words, string goal, string field)
    {
        var figures = new List<Figure>();
        foreach (var latency in new[] { TimeSpan.Zero, Thinking })
        {
            await using var model = await journey.StartModelAsync(latency);
            await using var server = await BenchServer.StartAsync(Journey.Settings(model));
            await journey.RunAsync(server);

            var (seconds, output) = (new Samples(), new Samples());
            var (calls, steps, tokens) = (model.Requests.Count, 0, 0L);
            for (var i = 0; i < Runs; i++)
            {
                var run = await journey.RunAsync(server);
                seconds.Add((run.FinishedAt!.Value - run.StartedAt!.Value).TotalSeconds);
                steps += run.StepCount;
                foreach (var step in await server.Client.GetStepsAsync(run.RunId))
                {
                    tokens += step.InputTokenCount + step.OutputTokenCount;
                    output.Add(step.OutputTokenCount);
                }
            }

            figures.Add(new Figure($"{words}, model of {latency.TotalSeconds:0} s", $"{seconds.Median:0.0} / {seconds.P95:0.0} s (n={Runs}), {steps / Runs} steps", goal, field));
            if (latency > TimeSpan.Zero)
            {
                var each = (double)(model.Requests.Count - calls) / steps;
                figures.Add(new Figure($"{words}: calls of the model a step", $"{each:0.00}", "1.0-1.1", "Skyvern v1: 2-5"));
                figures.Add(new Figure($"{words}: output tokens a step (scripted replies)", $"{output}", "<= 180 / 400", "500 (Skyvern's sample)"));
                figures.Add(new Figure($"{words}: tokens of the whole run", $"{tokens / Runs:#,0}", "<= 35,000", "Stagehand 50,000; Playwright MCP 114,000; Skyvern's sample 236,676"));
            }
        }

        return figures;
    }
}
