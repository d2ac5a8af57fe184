using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Quartz;
using Skyvern.Server.Data;
using Skyvern.Server.Jobs;
using Skyvern.Server.Testing;

namespace Skyvern.Server.Benchmarks.Measures;

/// <summary>
/// How many runs a second can be created: key check, validation, the run and its event and its durable job in one transaction, the answer.
/// The scheduler stands by, so that none is worked off meanwhile. The clients share this process and the machine with the server.
/// </summary>
internal sealed class CreateRateMeasure(DatabaseProvider provider) : IMeasure
{
    private const int Clients = 8;
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(5);

    public string Name => $"create-{provider.ToString().ToLowerInvariant()}";

    public async Task<IReadOnlyList<Figure>> MeasureAsync()
    {
        await using var server = await BenchServer.StartAsync(new() { ["Browser:PreLaunched"] = "0" }, provider);
        var scheduler = await server.Services.GetRequiredKeyedService<ISchedulerFactory>(Schedulers.Runs).GetScheduler();

        // The host starts it a moment after the server listens; only then can it be told to stand by.
        await Eventually.TrueAsync(async () => await scheduler.GetStatus() == SchedulerStatus.Running);
        await scheduler.Standby();
        await CreateAsync(server, TimeSpan.FromSeconds(1));

        var started = Stopwatch.GetTimestamp();
        var times = (await Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => CreateAsync(server, Duration)))).SelectMany(part => part).ToList();
        var rate = times.Count / Stopwatch.GetElapsedTime(started).TotalSeconds;
        if ((await scheduler.GetMetadata()).JobsExecuted > 0)
        {
            throw new InvalidOperationException("Runs were worked off meanwhile: the figures would not be those of creating alone.");
        }

        var samples = new Samples();
        times.ForEach(samples.Add);
        return [new Figure($"POST /v1/run/tasks, {Clients} clients, {provider}", $"{rate:#,0} a second; {samples.Milliseconds}")];
    }

    private static async Task<List<TimeSpan>> CreateAsync(BenchServer server, TimeSpan duration)
    {
        var times = new List<TimeSpan>();
        var started = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(started) < duration)
        {
            var sent = Stopwatch.GetTimestamp();
            using var response = await server.Http.PostAsJsonAsync("v1/run/tasks", new { prompt = "Read the headline", url = "https://example.com/" });
            times.Add(Stopwatch.GetElapsedTime(sent));
            if (response.StatusCode != HttpStatusCode.OK)
            {
                throw new InvalidOperationException($"A create call was answered with {(int)response.StatusCode}.");
            }
        }

        return times;
    }
}
