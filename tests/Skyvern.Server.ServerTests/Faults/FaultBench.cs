using Microsoft.AspNetCore.Http;
using Skyvern.Client.Contracts;
using Skyvern.Server.Data;
using Skyvern.Server.Testing;

namespace Skyvern.Server.ServerTests.Faults;

/// <summary>A real server process that works everything off by itself, with a model, a site and a receiver of webhooks of the test's own.</summary>
internal sealed class FaultBench : IAsyncDisposable
{
    private const string Page = """
        <!doctype html><title>Order</title><h1>Your order</h1>
        <form method="post" action="/sent"><label>Name <input name="name"></label><button>Send order</button></form>
        """;

    private readonly Dictionary<string, string?> _settings;
    private readonly bool _isDatabaseShared;
    private readonly WebhookReceiver _site;

    private FaultBench(TempFolder folder, Dictionary<string, string?> database, bool isDatabaseShared, StubOpenAi model, WebhookReceiver site, WebhookReceiver receiver, int drainSeconds)
    {
        (Folder, Model, _site, Receiver, _isDatabaseShared) = (folder, model, site, receiver, isDatabaseShared);
        _settings = new(database)
        {
            ["Network:AllowedHosts"] = "127.0.0.1",
            ["Browser:PreLaunched"] = "0",
            ["Worker:DrainSeconds"] = $"{drainSeconds}",
            ["Llm:Endpoint"] = model.Endpoint,
            ["Llm:ApiKey"] = "k",
            ["Llm:Model"] = "stub",
        };
        Server = NewServer();
    }

    public TempFolder Folder { get; }

    public ServerProcess Server { get; }

    public StubOpenAi Model { get; }

    public WebhookReceiver Receiver { get; }

    public string SiteUrl => _site.Url;

    /// <summary>How often the site's form was sent.</summary>
    public int FormsSent => _site.Received.Count(request => request.Method == "POST");

    /// <summary>The end that each webhook told of.</summary>
    public IEnumerable<string> Told => Receiver.Told.Select(told => told.Status);

    /// <summary>Starts the process.</summary>
    /// <param name="script">The model's answers.</param>
    /// <param name="provider">The database.</param>
    /// <param name="postgres">A database server that the test breaks; null: the one that all tests share.</param>
    /// <param name="drainSeconds">How long a stop lets runs go on.</param>
    public static async Task<FaultBench> StartAsync(
        Func<StubOpenAiRequest, StubOpenAiReply> script,
        DatabaseProvider provider = DatabaseProvider.Sqlite,
        PostgresServer? postgres = null,
        int drainSeconds = 1)
    {
        var folder = new TempFolder();
        var database = postgres is null
            ? await TestDatabases.CreateAsync(provider, folder)
            : new()
            {
                ["Data:Path"] = folder.Path,
                ["Database:Provider"] = nameof(DatabaseProvider.PostgreSql),
                ["Database:ConnectionString"] = postgres.ConnectionStringOf("skyvern"),
            };
        var bench = new FaultBench(
            folder,
            database,
            postgres is null,
            await StubOpenAi.StartAsync(script),
            await WebhookReceiver.StartAsync((context, _) =>
            {
                context.Response.ContentType = "text/html";
                return context.Response.WriteAsync(Page);
            }),
            await WebhookReceiver.StartAsync(),
            drainSeconds);
        try
        {
            await bench.Server.StartAsync();
            return bench;
        }
        catch
        {
            await bench.DisposeAsync();
            throw;
        }
    }

    /// <summary>Another process with the same settings, for the test to start.</summary>
    public ServerProcess NewServer() => ServerProcess.Create(Folder, _settings);

    /// <summary>Starts a run.</summary>
    public async Task<string> RunAsync() =>
        (await Server.Client.RunTaskAsync(new RunTaskRequest { Prompt = "Look at the order", Url = SiteUrl, WebhookUrl = Receiver.Url })).RunId;

    /// <summary>Waits until the model has been asked so often.</summary>
    public Task AskedAsync(int times) => Server.WaitAsync(() => Task.FromResult(Model.Requests.Count >= times));

    /// <summary>Waits for the end of a run and for its webhook.</summary>
    public async Task<TaskRunResponse> EndOfAsync(string runId)
    {
        await Server.WaitAsync(async () => (await Server.Client.GetRunAsync(runId)).FinishedAt is not null);
        await Server.WaitAsync(() => Task.FromResult(Receiver.Told.Any(told => told.RunId == runId)));
        return await Server.Client.GetRunAsync(runId);
    }

    /// <summary>Waits until these runs have ended well; there are no others, each has told so once, and no browser is left.</summary>
    public async Task AllCompleteAsync(params string[] runs)
    {
        foreach (var id in runs)
        {
            var run = await EndOfAsync(id);
            Assert.True(run is { Status: "completed", FailureReason: null }, $"{run.Status}: {run.FailureReason}\n{Server.Log}");
        }

        using var list = await Server.Http.GetAsync("v1/runs");
        Assert.Equal($"{runs.Length}", list.Headers.GetValues("x-total-count").Single());
        await Server.WaitAsync(() => Task.FromResult(Server.Browsers.Count == 0));
        Assert.Equal(runs.Order(StringComparer.Ordinal).Select(id => new ToldEnd(id, "completed")), Receiver.Told.OrderBy(told => told.RunId, StringComparer.Ordinal));
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await Model.DisposeAsync();
        await _site.DisposeAsync();
        await Receiver.DisposeAsync();
        if (_isDatabaseShared)
        {
            await TestDatabases.DropAsync(_settings);
        }

        Folder.Dispose();
    }
}
