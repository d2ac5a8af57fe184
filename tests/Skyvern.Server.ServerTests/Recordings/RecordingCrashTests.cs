using Skyvern.Client.Contracts;
using Skyvern.Server.Data;
using Skyvern.Server.Testing;

namespace Skyvern.Server.ServerTests.Recordings;

/// <summary>A real process is killed while it records.</summary>
public sealed class RecordingCrashTests
{
    [Fact]
    public async Task Kill_InMidRun_LeavesARecordingThatTheNextStartKeeps()
    {
        using var folder = new TempFolder();
        await using var llm = await StubOpenAi.StartAsync(_ => StubOpenAiReply.Slow(TimeSpan.FromMinutes(10)));
        await using var site = await FixtureSite.StartAsync();
        var database = await TestDatabases.CreateAsync(DatabaseProvider.Sqlite, folder);
        await using var server = ServerProcess.Create(folder, new Dictionary<string, string?>(database)
        {
            ["Network:AllowedHosts"] = "127.0.0.1",
            ["Browser:PreLaunched"] = "0",
            ["Recording:Enabled"] = "true",
            ["Llm:Endpoint"] = llm.Endpoint,
            ["Llm:ApiKey"] = "k",
            ["Llm:Model"] = "stub",
        });
        await server.StartAsync();
        var page = site.Page("/", """
            <style>body { background: rgb(255, 0, 0) }</style><p id="n"></p><script>setInterval(() => n.textContent = performance.now(), 200)</script>
            """);
        var runId = (await server.Client.RunTaskAsync(new RunTaskRequest { Prompt = "Look", Url = page })).RunId;
        await server.WaitAsync(() => Task.FromResult(llm.Requests.Count == 1));
        // The encoder begins with the first picture, which the run does not wait for.
        await server.WaitAsync(() => Task.FromResult(server.ProcessesOn("recordings").Count == 1 && Videos().Length == 1));

        // Pictures from before the page was there come first.
        await server.WaitAsync(ShowsThePageAsync);

        await server.KillAsync();
        await Eventually.TrueAsync(() => server.ProcessesOn("recordings").Count == 0);
        await server.StartAsync();

        await server.WaitAsync(async () => (await RecordingsAsync()).Count == 1);
        await File.WriteAllBytesAsync(folder["left.mp4"], await server.Http.GetByteArrayAsync((await RecordingsAsync())[0]));
        var kept = await VideoFile.ReadAsync(folder["left.mp4"]);
        Assert.True(await kept.ColourAtAsync(kept.Seconds) is { Red: > 200, Blue: < 60 });

        async Task<bool> ShowsThePageAsync() => await VideoFile.LastColourAsync(Videos()[0]) is { Red: > 200, Blue: < 60 };

        string[] Videos() => Directory.GetFiles(folder["recordings"], "*.mkv");

        async Task<List<string>> RecordingsAsync() =>
            [.. (await server.Http.GetJsonAsync($"/v1/runs/{runId}/artifacts?artifact_type=recording")).EnumerateArray()
                .Select(artifact => artifact.GetProperty("signed_url").GetString()!)];
    }
}
