using Skyvern.Client.Contracts;
using Skyvern.Server.Testing;

namespace Skyvern.Server.ServerTests.Solving;

/// <summary>
/// The whole server with a site and a script in place of a strong model. The script sees nothing but the prompt's text, so a task that gets
/// done shows that what the server tells of a page, and what it can do there, are enough.
/// </summary>
public sealed class SolvingServer : IAsyncLifetime
{
    private StubOpenAi _model = null!;
    private ServerFactory _server = null!;

    public FixtureSite Site { get; private set; } = null!;

    /// <summary>Answers the prompt of the run under way; runs come one after another.</summary>
    public Func<string, string> Solve { get; set; } = _ => throw new InvalidOperationException("No task is given.");

    public async Task InitializeAsync()
    {
        Site = await FixtureSite.StartAsync();
        _model = await StubOpenAi.StartAsync(request => StubOpenAiReply.Of(Solve(request.LastText)));
        _server = await ServerFactory.StartAsync(new Dictionary<string, string?>
        {
            ["Network:AllowedHosts"] = "127.0.0.1,localhost",
            ["Llm:Endpoint"] = _model.Endpoint,
            ["Llm:Model"] = "stub",
        });
    }

    /// <summary>Runs a task to its end.</summary>
    public async Task<TaskRunResponse> RunAsync(RunTaskRequest request)
    {
        var started = await _server.Client.RunTaskAsync(request);
        return await _server.WaitForAsync(started.RunId, run => Client.RunStatuses.Final.Contains(run.Status));
    }

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        await _model.DisposeAsync();
        await Site.DisposeAsync();
    }
}
