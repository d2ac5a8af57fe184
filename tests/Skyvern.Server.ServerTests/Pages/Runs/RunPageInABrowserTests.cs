using Microsoft.Playwright;
using Skyvern.Client.Contracts;
using Skyvern.Server.Core.Actions;
using Skyvern.Server.Testing;

namespace Skyvern.Server.ServerTests.Pages.Runs;

/// <summary>The page of a run as a person meets it, from its first step to its recording, in a real browser.</summary>
public sealed class RunPageInABrowserTests
{
    [Fact]
    public async Task Page_OfARunUnderWay_FollowsItThenPlaysItsRecordingAndSendsItsWebhookAgain()
    {
        await using var site = await FixtureSite.StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync();
        TaskCompletionSource[] gates = [new(), new(), new()];
        var planner = ScriptedPlanner.From(async (context, cancellationToken) =>
        {
            await (context.StepNumber <= gates.Length ? gates[context.StepNumber - 1].Task : Task.CompletedTask).WaitAsync(cancellationToken);
            return context.StepNumber <= gates.Length
                ? ScriptedPlanner.Plan(new WaitAction(1)) with { Note = $"Waiting for the {context.StepNumber}. time" }
                : ScriptedPlanner.Done("""{"price": 4.9}""");
        });
        await using var server = await ServerFactory.StartAsync(
            new Dictionary<string, string?> { ["Network:AllowedHosts"] = "127.0.0.1", ["Recording:Enabled"] = "true" }, planner: planner);
        var run = await server.Client.RunTaskAsync(
            new RunTaskRequest { Prompt = "Read the price", Url = site.Page("/", "<h1>Paper</h1><p>4.90</p>"), WebhookUrl = receiver.Url });
        await using var browser = await PageBrowser.OpenAsync(server.Address);
        var page = browser.Page;

        await browser.LogInAsync(server.ApiKey, $"/tasks/{run.RunId}");
        var steps = page.Locator("[data-run-step]");
        await Assertions.Expect(steps).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator("live-view")).ToHaveAttributeAsync("data-state", "open");
        var before = page.GetByRole(AriaRole.Button, new() { Name = "Step before" });
        await before.FocusAsync();
        foreach (var (index, gate) in gates.Index())
        {
            gate.SetResult();
            await Assertions.Expect(steps).ToHaveCountAsync(index + 2);
        }

        await Assertions.Expect(page.Locator(".page-title .badge")).ToHaveTextAsync("Completed");
        await Assertions.Expect(page.GetByRole(AriaRole.Cell, new() { Name = "4.9", Exact = true })).ToBeVisibleAsync();
        await Assertions.Expect(page).ToHaveTitleAsync("✓ Read the price · Skyvern.Server");
        await Assertions.Expect(page.GetByText("Waiting for the 3. time")).ToBeVisibleAsync();

        var video = page.Locator("run-player video");
        await Assertions.Expect(video).ToBeVisibleAsync();
        await Assertions.Expect(before).ToBeFocusedAsync();
        await page.GetByText("Waiting for the 3. time").ClickAsync();
        await Eventually.TrueAsync(() => page.EvaluateAsync<bool>(
            """
            () => {
              const video = document.querySelector('run-player video');
              const step = document.querySelector('[data-run-step="3"]');
              return step.ariaCurrent === 'true' && Math.abs(video.currentTime + Number(video.dataset.offset) - Number(step.dataset.at)) < 0.3;
            }
            """));
        await before.ClickAsync();
        await Assertions.Expect(page.Locator("[data-run-step='2']")).ToHaveAttributeAsync("aria-current", "true");
        await page.GetByRole(AriaRole.Button, new() { Name = "Play" }).ClickAsync();
        await Eventually.TrueAsync(() => page.EvaluateAsync<bool>("document.querySelector('run-player video').played.length > 0"));

        await receiver.WaitForAsync(1);
        await page.GetByRole(AriaRole.Link, new() { Name = "Webhooks" }).Last.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Send again" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Cell, new() { Name = "by hand" })).ToBeVisibleAsync();
        Assert.Equal(receiver.Received.First().Body, receiver.Received.Last().Body);
        Assert.Equal(2, receiver.Received.Count);
        Assert.Empty(browser.Complaints);
    }

    [Fact]
    public async Task Page_OfARunWithManySteps_KeepsTheStepThatMattersInSightUnlessTheReaderScrollsAway()
    {
        const int Steps = 30;
        await using var site = await FixtureSite.StartAsync();
        var last = new TaskCompletionSource();
        var planner = ScriptedPlanner.From(async (context, cancellationToken) =>
        {
            await (context.StepNumber < Steps ? Task.CompletedTask : last.Task).WaitAsync(cancellationToken);
            var name = $"{(char)('a' + context.StepNumber)}-page";
            return context.StepNumber < Steps
                ? ScriptedPlanner.Plan(new GoToAction(site.Page("/" + name, $"<h1>{name}</h1>"))) with { Note = $"Opening {name}" }
                : ScriptedPlanner.Done();
        });
        await using var server = await ServerFactory.StartAsync(new Dictionary<string, string?> { ["Network:AllowedHosts"] = "127.0.0.1" }, planner: planner);
        var run = await server.Client.RunTaskAsync(new RunTaskRequest { Prompt = "Open all of them", Url = site.Page("/", "<h1>Pages</h1>"), MaxSteps = Steps });
        await using var browser = await PageBrowser.OpenAsync(server.Address);
        var page = browser.Page;

        await browser.LogInAsync(server.ApiKey, $"/tasks/{run.RunId}");
        await Assertions.Expect(Step(Steps)).ToBeInViewportAsync();
        await Assertions.Expect(Step(1)).Not.ToBeInViewportAsync();
        last.SetResult();
        await Assertions.Expect(page.Locator(".page-title .badge")).ToHaveTextAsync("Completed");

        await page.GetByRole(AriaRole.Slider, new() { Name = "Place in the run" }).PressAsync("Home");
        await Assertions.Expect(Step(1)).ToBeInViewportAsync();
        await page.EvaluateAsync("document.querySelector('.timeline-card > .timeline').scrollTop = 1e6");
        await page.GetByRole(AriaRole.Button, new() { Name = "Step after" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Step after" }).ClickAsync();
        await Assertions.Expect(page.Locator("[data-run-step][aria-current]")).ToHaveCountAsync(1);
        await Assertions.Expect(Step(Steps)).ToBeInViewportAsync();
        await Assertions.Expect(Step(1)).Not.ToBeInViewportAsync();
        Assert.Empty(browser.Complaints);

        ILocator Step(int number) => page.Locator($"[data-run-step='{number}'] summary");
    }

    [Fact]
    public async Task Page_OfARunUnderWayWithoutScripts_ShowsItsNewestPictureAndSaysWhatIsMissing()
    {
        await using var site = await FixtureSite.StartAsync();
        var end = new TaskCompletionSource();
        var planner = ScriptedPlanner.From(async (context, cancellationToken) =>
        {
            await (context.StepNumber == 1 ? Task.CompletedTask : end.Task).WaitAsync(cancellationToken);
            return context.StepNumber == 1 ? ScriptedPlanner.Plan(new WaitAction(1)) : ScriptedPlanner.Done();
        });
        await using var server = await ServerFactory.StartAsync(new Dictionary<string, string?> { ["Network:AllowedHosts"] = "127.0.0.1" }, planner: planner);
        var run = await server.Client.RunTaskAsync(new RunTaskRequest { Prompt = "Read the price", Url = site.Page("/", "<h1>Paper</h1><p>4.90</p>") });
        await Eventually.TrueAsync(() => planner.Asked.Count == 2);
        await using var browser = await PageBrowser.OpenAsync(server.Address, scripts: false);
        var page = browser.Page;

        await browser.LogInAsync(server.ApiKey, $"/tasks/{run.RunId}");

        var picture = page.GetByRole(AriaRole.Img, new() { Name = "The page as the run last saw it" });
        await Assertions.Expect(picture).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("live-view noscript")).ToBeVisibleAsync(); // by text nobody finds what is in a noscript
        await using var shown = await page.APIRequest.GetAsync(await picture.GetAttributeAsync("src") ?? "");
        Assert.Equal("image/jpeg", shown.Headers["content-type"]);
        end.SetResult();
    }
}
