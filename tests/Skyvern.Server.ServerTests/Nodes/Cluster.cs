using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Npgsql;
using Skyvern.Client.Contracts;
using Skyvern.Server.Data;
using Skyvern.Server.ServerTests.Faults;
using Skyvern.Server.Testing;

namespace Skyvern.Server.ServerTests.Nodes;

/// <summary>An API process and workers on one PostgreSQL, with a model, a site and a receiver of webhooks of the test's own.</summary>
internal sealed class Cluster : IAsyncDisposable
{
    private readonly TempFolder _folder;
    private readonly Dictionary<string, string?> _database;
    private readonly WebhookReceiver _site;
    private readonly List<ServerProcess> _processes = [];

    private Cluster(
        TempFolder folder, Dictionary<string, string?> database, StubOpenAi model, WebhookReceiver site, WebhookReceiver receiver, string[] roles)
    {
        (_folder, _database, Model, _site, Receiver) = (folder, database, model, site, receiver);
        (Api, Workers) = (Add(roles[0]), [.. roles[1..].Select(role => Add(role))]);
    }

    public ServerProcess Api { get; }

    public IReadOnlyList<ServerProcess> Workers { get; }

    public StubOpenAi Model { get; }

    public WebhookReceiver Receiver { get; }

    /// <summary>The way to the database.</summary>
    public string ConnectionString => _database["Database:ConnectionString"]!;

    /// <summary>The end that each webhook told of.</summary>
    public IEnumerable<string> Told => Receiver.Told.Select(told => told.Status);

    /// <summary>
    /// Starts a process that is asked, and workers. The data folder is one for all, as a shared volume is. Who is silent for this many seconds
    /// counts as gone: few only where one goes without a word, for on a busy machine the living are silent for a while too.
    /// </summary>
    public static Task<Cluster> StartAsync(Func<StubOpenAiRequest, StubOpenAiReply> script, int workers = 2, int silence = 60) =>
        StartAsync(script, ["api", .. Enumerable.Repeat("worker", workers)], new() { ["Cluster:SilenceSeconds"] = $"{silence}" });

    /// <summary>Starts processes in these roles; the first of them is asked.</summary>
    public static async Task<Cluster> StartAsync(Func<StubOpenAiRequest, StubOpenAiReply> script, string[] roles, Dictionary<string, string?> settings)
    {
        var folder = new TempFolder();
        var database = await TestDatabases.CreateAsync(DatabaseProvider.PostgreSql, folder);
        var cluster = new Cluster(
            folder,
            new Dictionary<string, string?>(database.Concat(settings)),
            await StubOpenAi.StartAsync(script),
            await WebhookReceiver.StartAsync((context, _) =>
            {
                context.Response.ContentType = "text/html";
                return context.Response.WriteAsync("<!doctype html><title>Order</title><h1>Your order</h1><p>Three books.</p>");
            }),
            await WebhookReceiver.StartAsync(),
            roles);
        try
        {
            await Task.WhenAll(cluster._processes.Select(process => process.StartAsync()));
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>One process more, for the test to start.</summary>
    public ServerProcess Add(string roles, IReadOnlyDictionary<string, string?>? settings = null)
    {
        var all = new Dictionary<string, string?>(_database)
        {
            ["Server:Roles"] = roles,
            ["Network:AllowedHosts"] = "127.0.0.1",
            ["Browser:PreLaunched"] = "0",
            ["Cluster:CheckInSeconds"] = "1",
            ["Llm:Endpoint"] = Model.Endpoint,
            ["Llm:ApiKey"] = "k",
            ["Llm:Model"] = "stub",
        };
        foreach (var (name, value) in settings ?? new Dictionary<string, string?>())
        {
            all[name] = value;
        }

        var process = ServerProcess.Create(_folder, all);
        _processes.Add(process);
        return process;
    }

    /// <summary>A connection of the test's own, beside those of the processes.</summary>
    public async Task<NpgsqlConnection> OpenDatabaseAsync()
    {
        var connection = new NpgsqlConnection(ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        return connection;
    }

    /// <summary>Starts a run on the API process and waits until a worker's model call number <paramref name="calls"/> is under way.</summary>
    public async Task<string> RunAsync(int calls)
    {
        var run = await Api.Client.RunTaskAsync(new RunTaskRequest { Prompt = "Look at the order", Url = _site.Url, WebhookUrl = Receiver.Url });
        await Api.WaitAsync(() => Task.FromResult(Model.Requests.Count >= calls));
        return run.RunId;
    }

    /// <summary>Starts a run in a browser session.</summary>
    public async Task<string> RunInSessionAsync(string sessionId) =>
        (await Api.Client.RunTaskAsync(new RunTaskRequest { Prompt = "Look at the order", Url = _site.Url, BrowserSessionId = sessionId, WebhookUrl = Receiver.Url })).RunId;

    /// <summary>Starts a run through a process, once for a key however often it is sent.</summary>
    public Task<string> RunOnceAsync(ServerProcess through, string key) => through.Http.RunOnceAsync(key, _site.Url, Receiver.Url);

    /// <summary>The worker that works on a run, and the other one.</summary>
    public async Task<(ServerProcess Working, ServerProcess Idle)> WhoWorksAsync()
    {
        var names = await Task.WhenAll(Workers.Select(worker => worker.NodeIdAsync()));
        var busy = "";
        await Api.WaitAsync(async () => (busy = (await NodesAsync()).FirstOrDefault(node => node.Runs > 0)?.NodeId ?? "").Length > 0);
        return busy == names[0] ? (Workers[0], Workers[1]) : (Workers[1], Workers[0]);
    }

    public async Task<IReadOnlyList<NodeResponse>> NodesAsync() =>
        JsonSerializer.Deserialize<IReadOnlyList<NodeResponse>>(await Api.Http.GetStringAsync("api/v1/internal/nodes"), Skyvern.Client.Json.WireJson.Options)!;

    /// <summary>Waits until so many processes have told of themselves, which each does a moment after it began to listen.</summary>
    public Task KnownAsync(int count) => Api.WaitAsync(async () => (await NodesAsync()).Count == count);

    /// <summary>Waits for the end of a run and for its webhook.</summary>
    public async Task<TaskRunResponse> EndOfAsync(string runId)
    {
        await Api.WaitAsync(async () => (await Api.Client.GetRunAsync(runId)).FinishedAt is not null);
        await Api.WaitAsync(() => Task.FromResult(Receiver.Told.Any(told => told.RunId == runId)));
        return await Api.Client.GetRunAsync(runId);
    }

    /// <summary>Waits until no browser of any worker is left.</summary>
    public Task BrowsersGoneAsync() => Api.WaitAsync(() => Task.FromResult(Api.Browsers.Count == 0));

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes)
        {
            await process.DisposeAsync();
        }

        await Model.DisposeAsync();
        await _site.DisposeAsync();
        await Receiver.DisposeAsync();
        await TestDatabases.DropAsync(_database);
        _folder.Dispose();
    }
}
