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
        var page = site.Page("/", "<style>body { background: rgb(255, 0, 0) }</style>");
        var runId = (await server.Client.RunTaskAsync(new RunTaskRequest { Prompt = "Look", Url = page })).RunId;
        await server.WaitAsync(() => Task.FromResult(llm.Requests.Count == 1));
        await server.WaitAsync(() => Task.FromResult(server.CountProcesses("recordings") == 1));

        await server.KillAsync();
        await Eventually.TrueAsync(() => server.CountProcesses("recordings") == 0);
        await server.StartAsync();

        await server.WaitAsync(async () => (await RecordingsAsync()).Count == 1);
        await File.WriteAllBytesAsync(folder["left.mp4"], await server.Http.GetByteArrayAsync((await RecordingsAsync())[0]));
        var video = await VideoFile.ReadAsync(folder["left.mp4"]);
        Assert.True(await video.ColourAtAsync(video.Seconds - 0.05) is { Red: > 200, Blue: < 60 });

        async Task<List<string>> RecordingsAsync() =>
            [.. (await server.Http.GetJsonAsync($"/v1/runs/{runId}/artifacts?artifact_type=recording")).EnumerateArray()
                .Select(artifact => artifact.GetProperty("signed_url").GetString()!)];
    }
}
