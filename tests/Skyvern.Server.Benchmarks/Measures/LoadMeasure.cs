using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Skyvern.Client;
using Skyvern.Client.Contracts;
using Skyvern.Server.Core.Organizations;
using Skyvern.Server.Data;
using Skyvern.Server.Testing;

namespace Skyvern.Server.Benchmarks.Measures;

/// <summary>
/// Real server processes on one PostgreSQL work off short runs of five organizations, each with a limit of its own: planned by rules, in real
/// browsers, on a site of this program. All runs are created at the start, one organization after the other, so that the limits bind.
/// </summary>
internal sealed class LoadMeasure(string name, int runs, int browsers, IReadOnlyList<LoadProcess> processes) : IMeasure
{
    private const int Organizations = 5;
    private const int Limit = 2;
    private const int BeforeMemory = 50;

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(40);

    private readonly int _places = browsers * processes.Count(process => process == LoadProcess.Worker);

    public string Name => name;

    public async Task<IReadOnlyList<Figure>> MeasureAsync()
    {
        using var folder = new TempFolder();
        await using var site = await FixtureSite.StartAsync();
        site.Page("/", "<h1>Kettle</h1><p>Article: K-4711</p><p>Price: 8.90 EUR</p>");
        var database = await TestDatabases.CreateAsync(DatabaseProvider.PostgreSql, folder);
        var servers = processes.Select(process => (TakesRequests: process == LoadProcess.Api, Server: ServerProcess.Create(folder, Settings(database, process)))).ToList();
        try
        {
            foreach (var (_, server) in servers)
            {
                await server.StartAsync();
            }

            var keys = await CreateOrganizationsAsync(folder, database);
            var callers = servers.Where(server => server.TakesRequests).Select(server => server.Server.Http.BaseAddress!).ToList();
            var clients = keys.Select((key, i) => new SkyvernClient(callers[i % callers.Count], key)).ToList();
            var figures = await MeasureAsync(clients, site, [.. servers.Select(server => server.Server.Id)]);
            clients.ForEach(client => client.Dispose());
            return figures;
        }
        finally
        {
            foreach (var (_, server) in servers)
            {
                await server.DisposeAsync();
            }

            await TestDatabases.DropAsync(database);
        }
    }

    private async Task<IReadOnlyList<Figure>> MeasureAsync(List<SkyvernClient> clients, FixtureSite site, IReadOnlyList<int> processIds)
    {
        var created = new Samples();
        var waiting = new List<(SkyvernClient Client, string RunId)>();
        foreach (var client in clients)
        {
            for (var i = 0; i < runs / Organizations; i++)
            {
                waiting.Add((client, (await created.TimeAsync(() => client.RunTaskAsync(Short(site)))).RunId));
            }
        }

        var ended = new List<(SkyvernClient Client, TaskRunResponse Run)>();
        var memory = new SortedDictionary<int, double>();
        var deadline = TimeProvider.System.GetUtcNow() + Longest;
        foreach (var (client, runId) in waiting)
        {
            ended.Add((client, await client.WaitForCompletionAsync(runId, deadline - TimeProvider.System.GetUtcNow(), pollInterval: TimeSpan.FromMilliseconds(500))));
            if (ended.Count % BeforeMemory == 0)
            {
                memory[ended.Count] = processIds.Sum(ProcessMemory.Of);
            }
        }

        var failed = ended.Where(end => end.Run.Status != "completed").ToList();
        var times = ended.Select(end => end.Run).ToList();
        return
        [
            new Figure($"{runs} runs, {processes.Count} processes, {_places} browsers: create", created.Milliseconds),
            new Figure("wait in the queue", $"{Of(times.Select(run => run.StartedAt!.Value - run.QueuedAt!.Value))} s"),
            new Figure("from a place that is free to the next run's start", Latency(ended).Milliseconds),
            new Figure("a run itself", $"{Of(times.Select(run => run.FinishedAt!.Value - run.StartedAt!.Value), 1000)} ms"),
            new Figure("runs a minute", $"{times.Count / (times.Max(run => run.FinishedAt!.Value) - times.Min(run => run.StartedAt!.Value)).TotalMinutes:0.0}"),
            new Figure("most at once of one organization", string.Join(", ", ended.GroupBy(end => end.Client).Select(group => Overlap(group.Select(end => end.Run)))), $"{Limit} each"),
            new Figure("most at once of all", $"{Overlap(times)}", $"{_places}"),
            new Figure("runs that did not complete", failed.Count == 0 ? "0" : $"{failed.Count}: {failed[0].Run.FailureReason}", "0"),
            new Figure("memory of the servers (PSS) after so many runs", string.Join(", ", memory.Select(pair => $"{pair.Key}: {pair.Value:0} MB")), "flat"),
        ];
    }

    private Dictionary<string, string?> Settings(Dictionary<string, string?> database, LoadProcess process) =>
        new(database)
        {
            ["Server:Roles"] = process.Role,
            ["Network:AllowedHosts"] = "127.0.0.1",
            ["Worker:MaxConcurrentRuns"] = $"{browsers}",
            ["Worker:MaxConcurrentRunsPerOrganization"] = $"{Limit}",
            ["Server:RequestsPerMinute"] = "0",
            ["Logging:LogLevel:Default"] = "Warning",
            ["Logging:LogLevel:Microsoft.Hosting.Lifetime"] = "Information", // it says where the server listens
        };

    /// <summary>Keys of organizations, made as the command makes them.</summary>
    private static async Task<IReadOnlyList<string>> CreateOrganizationsAsync(TempFolder folder, Dictionary<string, string?> database)
    {
        var app = SkyvernHost.Build([], builder =>
        {
            builder.Configuration.AddInMemoryCollection(database);
            builder.Configuration.AddInMemoryCollection([new("Data:Path", folder.Path), new("Logging:LogLevel:Default", "Warning")]);
        });
        await using (app)
        {
            var organizations = app.Services.GetRequiredService<OrganizationService>();
            var keys = new List<string>();
            for (var i = 0; i < Organizations; i++)
            {
                keys.Add((await organizations.CreateAsync($"Organization {i + 1}", default)).Key.Secret);
            }

            return keys;
        }
    }

    private static RunTaskRequest Short(FixtureSite site) => new()
    {
        Prompt = "Extract the price", Url = site.Address(), DataExtractionSchema = new JsonObject { ["price"] = "number" },
    };

    /// <summary>
    /// With so many places in all, the n-th start needs the end of the run that many before it; the same holds for the starts of one organization
    /// and its limit. What a run waits longer than for these and for being created is the server's.
    /// </summary>
    private Samples Latency(IReadOnlyList<(SkyvernClient Client, TaskRunResponse Run)> ended)
    {
        var startable = Startable(ended.Select(end => end.Run), _places)
            .Concat(ended.GroupBy(end => end.Client).SelectMany(group => Startable(group.Select(end => end.Run), Limit)))
            .ToLookup(pair => pair.Run, pair => pair.At);
        var samples = new Samples();
        foreach (var run in startable)
        {
            samples.Add(run.Key.StartedAt!.Value - run.Max());
        }

        return samples;
    }

    private static IEnumerable<(TaskRunResponse Run, DateTimeOffset At)> Startable(IEnumerable<TaskRunResponse> runs, int places)
    {
        var starts = runs.OrderBy(run => run.StartedAt).ToList();
        var ends = starts.Select(run => run.FinishedAt!.Value).Order().ToList();
        return starts.Select((run, n) => (run, n < places || ends[n - places] < run.QueuedAt ? run.QueuedAt!.Value : ends[n - places]));
    }

    private static int Overlap(IEnumerable<TaskRunResponse> times)
    {
        var (now, most) = (0, 0);
        foreach (var (_, change) in times.SelectMany(run => new[] { (At: run.StartedAt!.Value, Change: 1), (At: run.FinishedAt!.Value, Change: -1) }).OrderBy(point => point))
        {
            now += change;
            most = Math.Max(most, now);
        }

        return most;
    }

    private static Samples Of(IEnumerable<TimeSpan> spans, int aSecond = 1)
    {
        var samples = new Samples();
        spans.ToList().ForEach(span => samples.Add(span.TotalSeconds * aSecond));
        return samples;
    }
}
