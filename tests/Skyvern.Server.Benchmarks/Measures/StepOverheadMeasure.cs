using Skyvern.Server.Benchmarks.Journeys;

namespace Skyvern.Server.Benchmarks.Measures;

/// <summary>
/// What a step costs apart from the model's thinking: reading the page, building the prompt and asking over HTTP (answered at once), acting,
/// waiting until the page has settled, pictures and records. It is the time from the start of one step to the start of the next.
/// </summary>
internal sealed class StepOverheadMeasure : IMeasure
{
    private const int Runs = 8;

    public string Name => "step";

    public async Task<IReadOnlyList<Figure>> MeasureAsync()
    {
        var journey = new CheckoutJourney();
        await using var model = await journey.StartModelAsync();
        await using var server = await BenchServer.StartAsync(Journey.Settings(model));
        await journey.RunAsync(server);

        var (steps, runs) = (new Samples(), new Samples());
        for (var i = 0; i < Runs; i++)
        {
            var run = await journey.RunAsync(server);
            var starts = (await server.Client.GetStepsAsync(run.RunId)).Select(step => step.CreatedAt).Order().ToList();
            foreach (var (start, next) in starts.Zip(starts.Skip(1)).Take(journey.Steps))
            {
                steps.Add(next - start);
            }

            runs.Add((run.FinishedAt!.Value - run.StartedAt!.Value).TotalSeconds);
        }

        return
        [
            new Figure("step without the model: start to start", steps.Milliseconds, "<= 450 ms", "Skyvern sleeps 0.5-1.0 s an action, browser-use waits >= 0.75 s"),
            new Figure($"whole run of {journey.Steps} steps and the claim, without the model", $"{runs.Median:0.0} / {runs.P95:0.0} s", "", "with a model: 4-5 min for a log-in and a form (Skyvern's users)"),
        ];
    }
}
