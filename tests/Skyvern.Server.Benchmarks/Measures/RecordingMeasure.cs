using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Skyvern.Client.Contracts;
using Skyvern.Server.Core.Engine;
using Skyvern.Server.Testing;

namespace Skyvern.Server.Benchmarks.Measures;

/// <summary>What the recording of a run costs: the same page is kept open with and without it.</summary>
internal sealed class RecordingMeasure : IMeasure
{
    // Changes as a page does on which something is done every two seconds: half of it is another each time.
    private const string Usual = """
        <body style="margin:0;font:16px sans-serif"><div id="part"></div><script>
        let n = 0;
        const change = () => { n++; part.innerHTML = `<h1>Step ${n}</h1>` + Array.from({ length: 30 }, (_, i) =>
          `<div style="display:inline-block;width:200px;height:90px;margin:4px;background:hsl(${(i + n) * 47 % 360} 60% 80%)">Product ${n * 30 + i}<br>${(i * n * 7) % 100}.90 EUR</div>`).join('') };
        change(); setInterval(change, 2000);
        </script>
        """;

    private const string Moving = """
        <body style="margin:0;font:16px sans-serif"><h1 id="n"></h1><div id="box" style="position:absolute;width:300px;height:300px;background:teal"></div><script>
        const tick = now => { n.textContent = now; box.style.left = `${400 + 300 * Math.sin(now / 700)}px`; requestAnimationFrame(tick) }; tick(0)
        </script>
        """;

    private static readonly TimeSpan Warmth = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public string Name => "recording";

    public async Task<IReadOnlyList<Figure>> MeasureAsync()
    {
        var figures = new List<Figure>();
        foreach (var (page, words, html) in ((string, string, string)[])[("usual", "a page that changes every 2 s", Usual), ("moving", "a page that never stands still", Moving)])
        {
            var (without, _) = await KeepOpenAsync(page, html, isRecorded: false);
            var (with, size) = await KeepOpenAsync(page, html, isRecorded: true);
            figures.Add(new Figure(
                $"recording: {words}, processor time a minute",
                string.Create(CultureInfo.InvariantCulture, $"{with - without:0.0} s ({(with - without) / 60:0 %} of a core; the run itself {without:0.0} s)"),
                "<= 9 s (15 % of a core)"));
            figures.Add(new Figure($"recording: {words}, size a minute", string.Create(CultureInfo.InvariantCulture, $"{size:0.0} MB"), "<= 3 MB"));
        }

        return figures;
    }

    /// <summary>Seconds of processor time and megabytes of video, for each minute.</summary>
    private static async Task<(double Seconds, double Megabytes)> KeepOpenAsync(string name, string html, bool isRecorded)
    {
        var planner = ScriptedPlanner.ThatNeverAnswers();
        await using var server = await BenchServer.StartAsync(
            new() { ["Browser:PreLaunched"] = "0", ["Recording:Enabled"] = $"{isRecorded}" },
            services: services => services.Replace(ServiceDescriptor.Singleton<IStepPlannerFactory>(planner)));
        var run = await server.Client.RunTaskAsync(new RunTaskRequest { Prompt = "Look", Url = server.Site.Page("/" + name, html) });
        await Eventually.TrueAsync(() => !planner.Asked.IsEmpty, Patience);
        await Task.Delay(Warmth);

        var before = ProcessTime.OfTree(Environment.ProcessId);
        await Task.Delay(Period);
        var used = ProcessTime.OfTree(Environment.ProcessId) - before;

        await server.Client.CancelRunAsync(run.RunId);
        return (used * (TimeSpan.FromMinutes(1) / Period), isRecorded ? await SizeAsync(server, run.RunId) : 0);
    }

    private static async Task<double> SizeAsync(BenchServer server, string runId)
    {
        // A canceled run has ended at once; its recording comes a moment later.
        string? link = null;
        await Eventually.TrueAsync(
            async () => (link = JsonElement.Parse(await server.Http.GetStringAsync($"/v1/runs/{runId}")).GetProperty("recording_url").GetString()) is not null, Patience);
        var bytes = await server.Http.GetByteArrayAsync(link);
        var path = Path.Combine(server.DataPath, "recording.mp4");
        await File.WriteAllBytesAsync(path, bytes);
        return bytes.Length / 1e6 / ((await VideoFile.ReadAsync(path)).Seconds / 60);
    }
}
