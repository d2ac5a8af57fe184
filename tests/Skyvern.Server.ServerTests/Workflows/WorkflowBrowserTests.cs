using System.Text.RegularExpressions;
using Skyvern.Server.Core.Actions;
using Skyvern.Server.Core.Engine;
using Skyvern.Server.Testing;

namespace Skyvern.Server.ServerTests.Workflows;

/// <summary>A workflow in a real browser.</summary>
public sealed class WorkflowBrowserTests
{
    [Fact]
    public async Task Run_SecondBlock_GoesOnInTheFirstOnesPageWithItsData()
    {
        await using var site = await FixtureSite.StartAsync();
        var start = site.Page("/", """
            <h1>Orders</h1><p>The open order is 4711.</p><script>document.cookie = "visited=yes"</script>
            <form method="post" action="/found"><label>Order number <input name="order"></label><button>Search</button></form>
            """);
        site.Page("/found", "<h1>Found</h1><p>It is on its way.</p>");
        var planner = ScriptedPlanner.From(context => (context.Goal!.StartsWith("Read", StringComparison.Ordinal), context.Observation.Url.EndsWith("/found", StringComparison.Ordinal)) switch
        {
            (true, _) => ScriptedPlanner.Done($$"""{"number": "{{Number(context)}}"}"""),
            (false, false) => ScriptedPlanner.Plan(
                new FillAction([new FieldValue(Ref(context, "Order number"), Regex.Match(context.Goal!, @"\d+").Value)]), new ClickAction(Ref(context, "Search"))),
            _ => ScriptedPlanner.Done("\"It is on its way.\""),
        });
        await using var server = await ServerFactory.StartAsync(new Dictionary<string, string?> { ["Network:AllowedHosts"] = "127.0.0.1" }, planner: planner);
        var id = await server.Http.StoreWorkflowAsync(
            $$"""
            {"block_type": "extraction", "label": "read", "url": "{{start}}", "data_extraction_goal": "Read the number of the open order", "data_schema": {"number": "string"} },
            {"block_type": "task", "label": "search", "navigation_goal": "Search for the order {{ "{{ read_output.number }}" }}"}
            """);

        var run = await server.Http.WaitForEndAsync(await server.Http.RunWorkflowAsync(id));

        Assert.Equal(("completed", null), (run.Text("status"), run.Text("failure_reason")));
        Assert.Equal(["4711"], Assert.Single(site.Posts)["order"]);
        Assert.Contains("visited=yes", site.Requests.Last(request => request.StartsWith("POST", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Single(site.Requests, request => request.StartsWith("GET / ", StringComparison.Ordinal) || request.StartsWith("GET /\n", StringComparison.Ordinal));
        Assert.Equal("""[{"number":"4711"},"It is on its way."]""", run.GetProperty("output").GetProperty("extracted_information").GetRawText());
        Assert.NotEqual(0, run.GetProperty("screenshot_urls").GetArrayLength());
    }

    private static string Number(PlanningContext context) => Regex.Match(string.Join('\n', context.Observation.Lines), @"order is (\d+)").Groups[1].Value;

    private static string Ref(PlanningContext context, string name) => context.Observation.Elements.Single(element => element.Name == name).Ref;
}
