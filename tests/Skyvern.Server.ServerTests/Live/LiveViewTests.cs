using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Skyvern.Client.Contracts;
using Skyvern.Server.Core.Actions;
using Skyvern.Server.Pages;
using Skyvern.Server.Testing;

namespace Skyvern.Server.ServerTests.Live;

/// <summary>People in front of real browsers, looking at a run in another one.</summary>
public sealed class LiveViewTests
{
    private const string Form = """
        <body style="margin:0;background:rgb(200,0,0)"><input aria-label="Number" style="position:absolute;left:100px;top:200px;width:300px;height:40px">
        """;

    [Fact]
    public async Task View_PersonTakesControlAndTypes_EverybodySeesItAndTheRunGoesOn()
    {
        await using var site = await FixtureSite.StartAsync();
        var taken = new TaskCompletionSource();
        var planner = ScriptedPlanner.From(async (context, cancellationToken) =>
        {
            if (context.StepNumber > 1)
            {
                return ScriptedPlanner.Done();
            }

            await taken.Task.WaitAsync(cancellationToken);
            return ScriptedPlanner.Plan(new GoToAction(site.Address("/elsewhere")));
        });
        await using var server = await ServerFactory.StartAsync(new Dictionary<string, string?> { ["Network:AllowedHosts"] = "127.0.0.1" }, planner: planner);
        var runId = (await server.Client.RunTaskAsync(new RunTaskRequest { Prompt = "Look at the number", Url = site.Page("/", Form) })).RunId;
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = "/usr/bin/chromium", Args = ["--no-sandbox", "--disable-gpu"], Timeout = 120_000 });
        var context = await browser.NewContextAsync();
        context.SetDefaultTimeout(120_000);
        var ann = await OpenAsync(server, await LogInAsync(server, context), runId);
        var ben = await OpenAsync(server, await context.NewPageAsync(), runId);
        await ann.WaitForFunctionAsync("""
            () => {
                const canvas = document.querySelector('live-view.has-picture canvas');
                const [red, green] = canvas?.getContext('2d').getImageData(5, 5, 1, 1).data ?? [];
                return red > 150 && green < 60;
            }
            """);
        await Expect(ann, "2 people watch");
        await ann.BringToFrontAsync();
        await ann.Locator("live-fragment details").ClickAsync();
        await ann.GetByRole(AriaRole.Button, new() { Name = "Take control" }).ClickAsync();
        await Expect(ann, "You have control");
        await Expect(ben, "has control.");
        taken.SetResult();
        var canvas = ann.Locator("live-view canvas");
        var (box, width) = ((await canvas.BoundingBoxAsync())!, await canvas.EvaluateAsync<float>("canvas => canvas.width"));
        await canvas.ClickAsync(new() { Position = new() { X = 200 * box.Width / width, Y = 198 * box.Width / width } });
        await ann.Keyboard.TypeAsync("47");
        await ann.Keyboard.InsertTextAsync("11");
        await ann.GetByRole(AriaRole.Button, new() { Name = "Hand back" }).ClickAsync();

        Assert.Equal("completed", (await server.Client.WaitForCompletionAsync(runId)).Status);
        var asked = planner.Asked.Last();
        Assert.Equal("4711", Assert.Single(asked.Observation.Elements, element => element.Name == "Number").Value);
        Assert.StartsWith("A person had control of the browser meanwhile", asked.Nudge, StringComparison.Ordinal);
        var events = (await server.Http.GetJsonAsync($"/v1/runs/{runId}/events")).EnumerateArray()
            .Select(told => (Kind: told.GetProperty("kind").GetString()!, Message: told.GetProperty("message").GetString()!)).ToList();
        Assert.Contains(events, told => told.Kind == "person.clicked" && told.Message.EndsWith("clicked the text field \"Number\".", StringComparison.Ordinal));
        Assert.Equal(4, events.Where(told => told.Kind == "person.typed").Sum(told => int.Parse(Regex.Match(told.Message, @"typed (\d)").Groups[1].Value)));
        Assert.DoesNotContain(events, told => told.Message.Contains("4711", StringComparison.Ordinal));
        await Expect(ann, "It has ended: completed.");
        await ann.Locator("live-fragment[data-connection=ended][data-reads] details[open]").WaitForAsync();
    }

    private static Task Expect(IPage page, string words) => page.Locator("live-view").GetByText(words).First.WaitForAsync();

    private static async Task<IPage> LogInAsync(ServerFactory server, IBrowserContext context)
    {
        var page = await context.NewPageAsync();
        await page.GotoAsync($"{server.Address}login");
        await page.GetByLabel("API key").FillAsync(server.ApiKey);
        await page.GetByRole(AriaRole.Button, new() { Name = "Log in" }).ClickAsync();
        await page.WaitForURLAsync("**/tasks");
        return page;
    }

    /// <summary>A page of the server with nothing in it but the live view and a part that the server renders anew: each time with one more line.</summary>
    private static async Task<IPage> OpenAsync(ServerFactory server, IPage page, string runId)
    {
        var reads = 0;
        await page.RouteAsync("**/ui/test-part", route => route.FulfillAsync(new()
        {
            ContentType = "text/html",
            Body = $"<p data-key='count'>{++reads}</p><details><summary>More</summary>text</details>",
        }));
        await page.GotoAsync($"{server.Address}tasks");
        await page.EvaluateAsync(
            """
            async ([base, run]) => {
                document.body.innerHTML = `<live-view run="${run}"></live-view>
                    <live-fragment src="/ui/test-part" events="/ui/runs/${run}/events"><p data-key="count">0</p><details><summary>More</summary>text</details></live-fragment>`;
                document.addEventListener('fragment-updated', event => { event.target.dataset.reads = event.target.querySelector('p').textContent; });
                await import(`${base}/js/live-view.js`);
                await import(`${base}/js/live-fragment.js`);
                const sheet = Object.assign(document.createElement('link'), { rel: 'stylesheet', href: `${base}/css/live-view.css` });
                document.head.append(sheet);
            }
            """,
            new[] { server.Services.GetRequiredService<PageFiles>().Base, runId });
        return page;
    }
}
