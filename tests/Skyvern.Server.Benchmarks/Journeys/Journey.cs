using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Skyvern.Client.Contracts;
using Skyvern.Server.Testing;

namespace Skyvern.Server.Benchmarks.Journeys;

/// <summary>
/// A task as people give it, with the site it is done on and a script that plays the model. The script reads nothing but the prompt, so that
/// what is measured is the server's own share and the number of questions it asks.
/// </summary>
internal abstract partial class Journey
{
    /// <summary>Steps until the goal is met, the claim of it not counted.</summary>
    public abstract int Steps { get; }

    /// <summary>The goal in plain words.</summary>
    protected abstract string Prompt { get; }

    /// <summary>Path and HTML of each page; the first one is where the task starts.</summary>
    protected abstract IReadOnlyList<(string Path, string Html)> Pages { get; }

    /// <summary>Starts the script that plays the model, as fast or slow as a model may be.</summary>
    public Task<StubOpenAi> StartModelAsync(TimeSpan latency = default) => StubOpenAi.StartAsync(
        request => StubOpenAiReply.Of(Solver.Step(Actions(request.LastText, Path().Match(request.LastText).Groups[1].Value))) with { Delay = latency });

    /// <summary>Settings that let the server ask the stub.</summary>
    public static Dictionary<string, string?> Settings(StubOpenAi model) => new() { ["Llm:Endpoint"] = model.Endpoint, ["Llm:Model"] = "stub" };

    /// <summary>Runs it once, to its end.</summary>
    public async Task<TaskRunResponse> RunAsync(BenchServer server)
    {
        foreach (var (path, html) in Pages)
        {
            server.Site.Page(path, html);
        }

        var started = await server.Client.RunTaskAsync(new RunTaskRequest { Prompt = Prompt, Url = server.Site.Address(Pages[0].Path) });
        var run = await server.Client.WaitForCompletionAsync(started.RunId, TimeSpan.FromMinutes(3), pollInterval: TimeSpan.FromMilliseconds(250));
        return run.Status == "completed"
            ? run
            : throw new InvalidOperationException($"The run ended as {run.Status}: {run.FailureReason}");
    }

    /// <summary>What a good model does on a page of this path.</summary>
    protected abstract JsonObject[] Actions(string text, string path);

    /// <summary>The ref of a field by its name, whatever kind of text it takes.</summary>
    protected static string Field(string text, string name) => Solver.TryRef(text, "password", name) ?? Solver.Ref(text, "textbox", name);

    /// <summary>A click on a link or button.</summary>
    protected static JsonObject Click(string text, string role, string name) => Solver.Click(Solver.Ref(text, role, name));

    [GeneratedRegex(@"^URL https?://[^/\s]+(/\S*)", RegexOptions.Multiline | RegexOptions.RightToLeft)]
    private static partial Regex Path();
}
