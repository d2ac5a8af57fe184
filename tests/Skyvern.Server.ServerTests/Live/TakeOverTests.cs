using Skyvern.Client.Contracts;
using Skyvern.Server.Core.Actions;
using Skyvern.Server.Testing;

namespace Skyvern.Server.ServerTests.Live;

/// <summary>A person steps into a run, over the wire and in a real browser.</summary>
public sealed class TakeOverTests
{
    private const string Page = """
        <body style="margin:0"><h1>Member number</h1>
        <input aria-label="Number" style="position:absolute;left:100px;top:200px;width:300px;height:40px" oninput="trusted.textContent = 'typed: ' + event.isTrusted">
        <p id="trusted" style="margin-top:300px"></p>
        """;

    [Fact]
    public async Task Run_PersonTypesWhileItWaits_GoesOnAfterwardsWithWhatThePersonDid()
    {
        await using var site = await FixtureSite.StartAsync();
        var thinking = new TaskCompletionSource();
        var taken = new TaskCompletionSource();
        var planner = ScriptedPlanner.From(async (context, cancellationToken) =>
        {
            if (context.StepNumber > 1)
            {
                return ScriptedPlanner.Done();
            }

            thinking.TrySetResult();
            await taken.Task.WaitAsync(cancellationToken);
            return ScriptedPlanner.Plan(new GoToAction(site.Address("/elsewhere")));
        });
        await using var server = await ServerFactory.StartAsync(new Dictionary<string, string?> { ["Network:AllowedHosts"] = "127.0.0.1" }, planner: planner);
        var run = await server.Client.RunTaskAsync(new RunTaskRequest { Prompt = "Look at the number", Url = site.Page("/", Page) });
        await thinking.Task.WaitAsync(TimeSpan.FromMinutes(2));
        using var viewer = await LiveClient.ConnectAsync(server, $"/api/v1/stream/tasks/{run.RunId}", server.ApiKey);
        Assert.Equal("running", (await viewer.ReadJsonAsync()).GetProperty("status").GetString());
        using var person = await LiveClient.ConnectAsync(server, $"/api/v1/stream/cdp_input/task/{run.RunId}?client_id=ann", server.ApiKey);

        await person.SendAsync("""{"kind":"take-control"}""");
        await person.ReadKindAsync("control-taken");
        taken.SetResult();
        await person.SendAsync("""{"kind":"mouseEvent","eventType":"mousePressed","x":200,"y":198,"button":"left","clickCount":1,"modifiers":0}""");
        await person.SendAsync("""{"kind":"mouseEvent","eventType":"mouseReleased","x":200,"y":198,"button":"left","clickCount":1,"modifiers":0}""");
        foreach (var digit in "4711")
        {
            await person.SendAsync($$"""{"kind":"keyEvent","eventType":"keyDown","key":"{{digit}}","code":"Digit{{digit}}","text":"{{digit}}","modifiers":0}""");
            await person.SendAsync($$"""{"kind":"keyEvent","eventType":"keyUp","key":"{{digit}}","code":"Digit{{digit}}","modifiers":0}""");
        }

        await person.SendAsync("""{"kind":"navigateEvent","url":"http://10.0.0.1/"}""");
        Assert.Equal("blocked", (await person.ReadKindAsync("navigate-error")).GetProperty("reason").GetString());
        Assert.Equal("running", (await server.Client.GetRunAsync(run.RunId, CancellationToken.None)).Status);
        await person.SendAsync("""{"kind":"cede-control"}""");

        var ended = await server.Client.WaitForCompletionAsync(run.RunId);
        Assert.Equal("completed", ended.Status);
        var seen = planner.Asked.ElementAt(1).Observation;
        Assert.Equal("4711", Assert.Single(seen.Elements, element => element.Name == "Number").Value);
        Assert.Contains("typed: true", string.Join('\n', seen.Lines), StringComparison.Ordinal);
        Assert.Equal(site.Address(), seen.Url);
        var events = await server.Http.GetJsonAsync($"/v1/runs/{run.RunId}/events?after=0");
        Assert.Equal(
            ["run.control_taken", "run.control_returned"],
            events.EnumerateArray().Select(told => told.GetProperty("kind").GetString()!).Where(kind => kind.StartsWith("run.control", StringComparison.Ordinal)));
    }
}
