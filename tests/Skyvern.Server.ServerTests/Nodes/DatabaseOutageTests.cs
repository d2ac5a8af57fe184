using Skyvern.Client.Contracts;
using Skyvern.Server.Testing;

namespace Skyvern.Server.ServerTests.Nodes;

/// <summary>A real process whose PostgreSQL dies and comes back.</summary>
public sealed class DatabaseOutageTests
{
    [Fact]
    public async Task Postgres_AwayInMidRun_TheRunGoesOnWhenItIsBackAndTellsOnce()
    {
        using var folder = new TempFolder();
        await using var postgres = await PostgresServer.StartOwnAsync();
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var model = await StubOpenAi.StartAsync(request => request.Number switch
        {
            1 => Cluster.Wait(),
            2 => Cluster.Done() with { Delay = TimeSpan.FromSeconds(4) },
            _ => Cluster.Done(),
        });
        await using var server = ServerProcess.Create(folder, new Dictionary<string, string?>
        {
            ["Data:Path"] = folder.Path,
            ["Database:Provider"] = "PostgreSql",
            ["Database:ConnectionString"] = postgres.ConnectionStringOf("skyvern"),
            ["Network:AllowedHosts"] = "127.0.0.1",
            ["Browser:PreLaunched"] = "0",
            ["Llm:Endpoint"] = model.Endpoint,
            ["Llm:ApiKey"] = "k",
            ["Llm:Model"] = "stub",
        });
        await server.StartAsync();
        var runId = (await server.Client.RunTaskAsync(
            new RunTaskRequest { Prompt = "Look at the page", Url = receiver.Url, WebhookUrl = receiver.Url + "/end" })).RunId;
        await server.WaitAsync(() => Task.FromResult(model.Requests.Count == 2));

        await postgres.StopAsync();
        await server.WaitAsync(() => Task.FromResult(server.Log.Contains($"run {runId} waits for it", StringComparison.Ordinal)));
        await postgres.StartAgainAsync();

        await server.WaitAsync(async () => (await server.Client.GetRunAsync(runId)).FinishedAt is not null);
        await server.WaitAsync(() => Task.FromResult(receiver.Received.Any(request => request.Method == "POST")));
        var run = await server.Client.GetRunAsync(runId);
        Assert.Equal(("completed", null), (run.Status, run.FailureReason));
        await server.WaitAsync(() => Task.FromResult(server.CountBrowserProcesses() == 0));
        Assert.Single(receiver.Received, request => request.Method == "POST");
    }
}
