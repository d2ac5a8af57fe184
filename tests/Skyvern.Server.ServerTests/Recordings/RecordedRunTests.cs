using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Skyvern.Client.Contracts;
using Skyvern.Server.Core.Actions;
using Skyvern.Server.Core.Recordings;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Testing;

namespace Skyvern.Server.ServerTests.Recordings;

/// <summary>Runs in a real browser, recorded by the real ffmpeg.</summary>
public sealed class RecordedRunTests
{
    private const string First = "<style>body { background: rgb(255, 0, 0) }</style><button onclick=\"window.open('/second')\">Next</button>";
    private const string Second = "<style>body { background: rgb(0, 0, 255) }</style><h1>Second</h1>";

    [Fact]
    public async Task Run_ThatGoesOnInANewTab_LeavesAVideoInWhichEachStepIsFound()
    {
        await using var site = await FixtureSite.StartAsync();
        site.Page("/second", Second);
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var storage = await S3StandIn.StartAsync();
        using var folder = new TempFolder();
        WatchedEncoder? encoder = null;
        var planner = ScriptedPlanner.From(async (context, _) =>
        {
            // A page that is there is filmed a while later, on a busy machine a long one.
            await Eventually.TrueAsync(async () => await encoder!.LastColourAsync(folder["last.jpg"]) is { } colour
                && (context.StepNumber < 3 ? colour is { Red: > 200, Blue: < 60 } : colour is { Blue: > 200, Red: < 60 }));
            return context.StepNumber switch
            {
                2 => ScriptedPlanner.Plan(new ClickAction(context.Observation.Elements.First(element => element.Name == "Next").Ref)),
                < 4 => ScriptedPlanner.Plan(new WaitAction(1, null)),
                _ => ScriptedPlanner.Done(),
            };
        });
        await using var server = await ServerFactory.StartAsync(
            new Dictionary<string, string?>
            {
                ["Network:AllowedHosts"] = "127.0.0.1",
                ["Recording:Enabled"] = "true",
                ["Storage:Kind"] = "S3",
                ["Storage:Endpoint"] = storage.Endpoint,
                ["Storage:Bucket"] = S3StandIn.Bucket,
                ["Storage:AccessKey"] = S3StandIn.AccessKey,
                ["Storage:SecretKey"] = "secret",
            },
            planner: planner,
            services: services =>
            {
                var ffmpeg = services.Last(part => part.ServiceType == typeof(IVideoEncoder)).ImplementationType!;
                services.AddSingleton<IVideoEncoder>(parts => encoder = new WatchedEncoder((IVideoEncoder)ActivatorUtilities.CreateInstance(parts, ffmpeg)));
            });

        var started = await server.Client.RunTaskAsync(
            new RunTaskRequest { Prompt = "Look at both pages", Url = site.Page("/", First), WebhookUrl = receiver.Url });
        var run = await server.Client.WaitForCompletionAsync(started.RunId);

        Assert.Equal("completed", run.Status);
        await receiver.WaitForAsync(1);
        using var told = JsonDocument.Parse(receiver.Received.First().Body);
        var link = told.RootElement.GetProperty("recording_url").GetString()!;
        Assert.StartsWith(link.Split('?')[0], run.RecordingUrl, StringComparison.Ordinal);

        using var nobody = server.ConnectWith(apiKey: null);
        using var whole = await nobody.GetAsync(link);
        Assert.Equal("video/mp4", whole.Content.Headers.ContentType?.MediaType);
        var bytes = await whole.Content.ReadAsByteArrayAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, link);
        request.Headers.Range = new RangeHeaderValue(100, 299);
        using var part = await nobody.SendAsync(request);
        Assert.Equal(HttpStatusCode.PartialContent, part.StatusCode);
        Assert.Equal($"bytes 100-299/{bytes.Length}", part.Content.Headers.ContentRange?.ToString());
        Assert.Equal(bytes[100..300], await part.Content.ReadAsByteArrayAsync());

        await File.WriteAllBytesAsync(server.Folder["run.mp4"], bytes);
        var video = await VideoFile.ReadAsync(server.Folder["run.mp4"]);
        Assert.Equal(("h264", "yuv420p", 1152, 720), video.Track);
        var stored = (await server.Services.GetRequiredService<IRunStore>().FindAsync(await OrganizationAsync(server), run.RunId, CancellationToken.None))!;
        var recording = Assert.Single(await server.Services.GetRequiredService<RecordingQueries>().ListAsync(stored, CancellationToken.None));
        var steps = await server.Services.GetRequiredService<IRunReader>().ListStepsAsync(stored.OrganizationId, run.RunId, CancellationToken.None);
        Assert.True(await video.ColourAtAsync(recording.SecondOf(steps[1].CreatedAt)) is { Red: > 200, Blue: < 60 });
        Assert.True(await video.ColourAtAsync(recording.SecondOf(steps[3].CreatedAt)) is { Blue: > 200, Red: < 60 });
        Assert.InRange(video.Seconds, recording.SecondOf(steps[3].CreatedAt), recording.SecondOf(stored.FinishedAt!.Value));
        Assert.Empty(Directory.GetFiles(server.Folder["recordings"]));
    }

    [Fact]
    public async Task Run_WithoutFfmpeg_EndsAsEverAndSaysWhyItIsNotRecorded()
    {
        await using var site = await FixtureSite.StartAsync();
        await using var server = await ServerFactory.StartAsync(
            new Dictionary<string, string?>
            {
                ["Network:AllowedHosts"] = "127.0.0.1", ["Recording:Enabled"] = "true", ["Recording:FfmpegPath"] = "no-such-program",
            },
            planner: ScriptedPlanner.Of(ScriptedPlanner.Done()));

        var started = await server.Client.RunTaskAsync(new RunTaskRequest { Prompt = "Look", Url = site.Page("/", First) });
        var run = await server.Client.WaitForCompletionAsync(started.RunId);

        Assert.Equal(("completed", null), (run.Status, run.RecordingUrl));
        var events = await server.Http.GetJsonAsync($"/v1/runs/{run.RunId}/events?after=0");
        Assert.Contains(events.EnumerateArray(), told => told.GetProperty("message").GetString()!.Contains("no-such-program", StringComparison.Ordinal));
        var health = await server.Http.GetJsonAsync("/health/ready");
        Assert.Equal("degraded", health.GetProperty("checks").GetProperty("recording").GetProperty("status").GetString());
    }

    private static async Task<string> OrganizationAsync(ServerFactory server) =>
        (await server.Http.GetJsonAsync("/api/v1/organizations/me")).GetProperty("organization_id").GetString()!;

    /// <summary>The real one, whose newest picture can be looked at.</summary>
    private sealed class WatchedEncoder(IVideoEncoder encoder) : IVideoEncoder
    {
        private volatile byte[]? _last;

        /// <summary>What the newest picture shows; null: there is none yet.</summary>
        public async Task<(byte Red, byte Green, byte Blue)?> LastColourAsync(string file)
        {
            if (_last is not { } jpeg)
            {
                return null;
            }

            await File.WriteAllBytesAsync(file, jpeg);
            return await VideoFile.LastColourAsync(file);
        }

        public string? FindProblem() => encoder.FindProblem();

        public IVideo Begin(string path, int width, int height) => new Watched(this, encoder.Begin(path, width, height));

        public Task MakePlayableAsync(string from, string to, CancellationToken cancellationToken) => encoder.MakePlayableAsync(from, to, cancellationToken);

        private sealed class Watched(WatchedEncoder watch, IVideo video) : IVideo
        {
            public async Task WriteAsync(ReadOnlyMemory<byte> jpeg, TimeSpan at)
            {
                await video.WriteAsync(jpeg, at);
                watch._last = jpeg.ToArray();
            }

            public Task FinishAsync() => video.FinishAsync();

            public ValueTask DisposeAsync() => video.DisposeAsync();
        }
    }
}
