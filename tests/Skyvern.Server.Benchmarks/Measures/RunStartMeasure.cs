using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Skyvern.Client.Contracts;
using Skyvern.Server.Browser.Pool;
using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Core.Engine;
using Skyvern.Server.Data;
using Skyvern.Server.Testing;

namespace Skyvern.Server.Benchmarks.Measures;

/// <summary>How long a caller waits until an idle server with a browser at the ready begins to work.</summary>
internal sealed class RunStartMeasure(DatabaseProvider provider) : IMeasure
{
    private const int Runs = 12;
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(1.5);

    public string Name => $"start-{provider.ToString().ToLowerInvariant()}";

    public async Task<IReadOnlyList<Figure>> MeasureAsync()
    {
        await using var server = await BenchServer.StartAsync(provider: provider, services: services =>
        {
            services.Replace(ServiceDescriptor.Singleton<IStepPlannerFactory>(ScriptedPlanner.From(_ => ScriptedPlanner.Done())));
            services.Replace(ServiceDescriptor.Singleton<IBrowserPool>(
                provided => new TimedBrowserPool(provided.GetRequiredService<PlaywrightBrowserPool>(), TimeProvider.System)));
        });
        var times = new Times();
        server.Site.Page("/", "<h1>Hello</h1><p>Nothing is to be done here.</p>");
        await RunAsync(server, new Times());
        for (var i = 0; i < Runs; i++)
        {
            // An idle server: the last run is gone and the next browser stands ready.
            await Task.Delay(Rest);
            await RunAsync(server, times);
        }

        return
        [
            new Figure($"POST to answered, {provider}", times.Answered.Milliseconds),
            new Figure($"POST to running, {provider}", times.Running.Milliseconds),
            new Figure($"POST to browser opened, {provider}", times.Opened.Milliseconds, "<= 300 ms", "new context and page 170-240 ms, launch 140-460 ms"),
            new Figure($"of this, opening the warm browser, {provider}", times.Opening.Milliseconds),
            new Figure($"POST to first step (page loaded and settled), {provider}", times.FirstStep.Milliseconds),
        ];
    }

    private static async Task RunAsync(BenchServer server, Times times)
    {
        var posted = TimeProvider.System.GetUtcNow();
        var run = await server.Client.RunTaskAsync(new RunTaskRequest { Prompt = "Look at the page", Url = server.Site.Address() });
        var answered = TimeProvider.System.GetUtcNow();
        run = await server.Client.WaitForCompletionAsync(run.RunId, TimeSpan.FromMinutes(1), pollInterval: TimeSpan.FromMilliseconds(250));
        if (run.Status != "completed")
        {
            throw new InvalidOperationException($"The run ended as {run.Status}: {run.FailureReason}");
        }

        var pool = (TimedBrowserPool)server.Services.GetRequiredService<IBrowserPool>();
        times.Answered.Add(answered - posted);
        times.Running.Add(run.StartedAt!.Value - posted);
        times.Opened.Add(pool.Opened[run.RunId].At - posted);
        times.Opening.Add(pool.Opened[run.RunId].Took);
        times.FirstStep.Add((await server.Client.GetStepsAsync(run.RunId)).Min(step => step.CreatedAt) - posted);
    }

    private sealed class Times
    {
        public Samples Answered { get; } = new();

        public Samples Running { get; } = new();

        public Samples Opened { get; } = new();

        public Samples Opening { get; } = new();

        public Samples FirstStep { get; } = new();
    }
}
