using System.Globalization;
using System.Net;
using System.Text.Json;
using Skyvern.Server.Benchmarks.Histories;
using Skyvern.Server.Data;

namespace Skyvern.Server.Benchmarks.Measures;

/// <summary>How long lists take, over HTTP, when the database holds 100,000 runs.</summary>
internal sealed class ListMeasure : IMeasure
{
    private const int Rounds = 40;
    private const int Unmeasured = 3;

    private static readonly (string Words, string Path)[] Calls =
    [
        ("GET /v1/runs", "v1/runs?page_size=20"),
        ("GET /v1/runs, the last page that may be asked for", "v1/runs?page=100&page_size=100"),
        ("GET /v1/runs, one status", "v1/runs?status=failed&page_size=20"),
        ("GET /v1/runs, a rare status", "v1/runs?status=running&page_size=20"),
        ("GET /v1/runs, two statuses and a run type", "v1/runs?status=completed&status=canceled&run_type=task_v1&page_size=20"),
        ("GET /v1/runs, a word that every eighth run has", "v1/runs?search_key=price%20list&page_size=20"),
        ("GET /v1/runs, a word that one run has", "v1/runs?search_key=R-012340&page_size=20"),
        ("GET /v1/runs, a word that no run has", "v1/runs?search_key=zeppelin&page_size=20"),
        ("GET /v1/runs, of one workflow", "v1/runs?workflow_permanent_id=wpid_1&page_size=20"),
        ("GET /api/v1/tasks", "api/v1/tasks?page_size=20"),
        ("GET /api/v1/tasks, in the middle", "api/v1/tasks?page=1300&page_size=20"),
        ("GET /api/v1/tasks, the last page", "api/v1/tasks?page=2500&page_size=20"),
        ("GET /api/v1/tasks, by change, oldest first", "api/v1/tasks?sort=modified_at&order=asc&page_size=20"),
        ("GET /api/v1/tasks, by change, one status, in the middle", "api/v1/tasks?sort=modified_at&task_status=completed&page=1000&page_size=20"),
        ("GET /api/v1/tasks, standalone only", "api/v1/tasks?only_standalone_tasks=true&page_size=20"),
        ("GET /v1/runs/{id}", "v1/runs/{id}"),
        ("GET /v1/runs/{id}/events", "v1/runs/{id}/events"),
        ("GET /v1/runs/{id}/artifacts", "v1/runs/{id}/artifacts"),
        ("GET /v1/workflows/runs", "v1/workflows/runs?page_size=20"),
        ("GET /v1/workflows", "v1/workflows?page_size=20"),
        ("GET /v1/workflows, a word", "v1/workflows?search_key=tariff&page_size=20"),
        ("GET /v1/browser_sessions/history", "v1/browser_sessions/history?page_size=20"),
    ];

    public string Name => "lists";

    public async Task<IReadOnlyList<Figure>> MeasureAsync()
    {
        var sqlite = await MeasureAsync(DatabaseProvider.Sqlite);
        var postgres = await MeasureAsync(DatabaseProvider.PostgreSql);
        return [.. Calls.Select(call => new Figure(call.Words, $"Sqlite {sqlite[call.Words]} ms, PostgreSql {postgres[call.Words]} ms", "<= 50 ms (p95)"))];
    }

    private static async Task<Dictionary<string, Samples>> MeasureAsync(DatabaseProvider provider)
    {
        await using var server = await BenchServer.StartAsync(new() { ["Browser:PreLaunched"] = "0", ["Retention:ArtifactDays"] = "0", ["Retention:DownloadDays"] = "0" }, provider);
        await new RunHistory(server.Services, provider).FillAsync();
        var ids = await IdsAsync(server);
        var samples = Calls.ToDictionary(call => call.Words, _ => new Samples());
        for (var round = 0; round < Rounds + Unmeasured; round++)
        {
            foreach (var (words, path) in Calls)
            {
                var address = path.Replace("{id}", ids[round % ids.Count], StringComparison.Ordinal);
                await (round < Unmeasured ? new Samples() : samples[words]).TimeAsync(() => GetAsync(server, address));
            }
        }

        return samples;
    }

    private static async Task<IReadOnlyList<string>> IdsAsync(BenchServer server)
    {
        using var response = await server.Http.GetAsync("v1/runs?page=7&page_size=100");
        var total = int.Parse(response.Headers.GetValues("x-total-count").Single(), CultureInfo.InvariantCulture);
        if (total < RunHistory.OfTheFirst * 0.8)
        {
            throw new InvalidOperationException($"The first organization has only {total} runs.");
        }

        var rows = JsonElement.Parse(await response.Content.ReadAsStringAsync());
        return [.. rows.EnumerateArray().Select(row => row.GetProperty("run_id").GetString()!)];
    }

    private static async Task<int> GetAsync(BenchServer server, string path)
    {
        using var response = await server.Http.GetAsync(path);
        var body = await response.Content.ReadAsByteArrayAsync();
        return response.StatusCode == HttpStatusCode.OK && body.Length > 1
            ? body.Length
            : throw new InvalidOperationException($"{path} was answered with {(int)response.StatusCode}.");
    }
}
