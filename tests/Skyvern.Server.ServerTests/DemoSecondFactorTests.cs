using System.Text;
using Skyvern.Client.Contracts;
using Skyvern.Server.Demo;
using Skyvern.Server.Testing;

namespace Skyvern.Server.ServerTests;

/// <summary>Logging in to the demo site with a second factor, by rules in a real browser.</summary>
public sealed class DemoSecondFactorTests
{
    [Theory]
    [InlineData(DemoAccounts.WithCode)]
    [InlineData(DemoAccounts.WithBoxes)]
    public async Task RunTask_LogInWithASecret_DownloadsTheInvoice(string user)
    {
        await using var server = await ServerFactory.StartAsync();

        var run = await RunAsync(server, new()
        {
            Prompt = $"Log in with user \"{user}\" and password \"demo-pass\" and TOTP secret {DemoAccounts.Secret}, then download the latest invoice",
        });

        Assert.True(run.Status == "completed", run.FailureReason);
        Assert.StartsWith("INV-", Assert.Single(run.DownloadedFiles!).Filename, StringComparison.Ordinal);
        await AssertHiddenAsync(server, run, DemoAccounts.Secret);
    }

    [Fact]
    public async Task RunTask_LogInWithATotpUrl_AsksItAndDownloadsTheInvoice()
    {
        await using var server = await ServerFactory.StartAsync();

        var run = await RunAsync(server, new()
        {
            Prompt = $"Log in with user \"{DemoAccounts.WithBoxes}\" and password \"demo-pass\", then download the latest invoice",
            TotpUrl = new Uri(server.Address, "/demo/otp").ToString(),
        });

        Assert.True(run.Status == "completed", run.FailureReason);
        Assert.Single(run.DownloadedFiles!);
        Assert.Contains(await server.Client.GetEventsAsync(run.RunId), fact => fact.Kind == "run.resumed");
        var now = TimeProvider.System.GetUtcNow();
        foreach (var code in Enumerable.Range(-6, 7).Select(window => DemoAccounts.Code(now.AddSeconds(window * 30))))
        {
            // Not as a part of an id or a time, which may hold any six digits.
            await AssertHiddenAsync(server, run, $@"(?<!\d|\d\.){code}(?!\d)");
        }
    }

    [Fact]
    public async Task RunTask_PushedCodeThatIsRefused_IsFollowedByTheNext()
    {
        await using var server = await ServerFactory.StartAsync(new Dictionary<string, string?> { ["Otp:PollSeconds"] = "0.2" });
        await server.Client.SendTotpCodeAsync(new() { TotpIdentifier = "shop", Content = "000000" });
        var queued = await server.Client.RunTaskAsync(new()
        {
            Prompt = $"Log in with user \"{DemoAccounts.WithCode}\" and password \"demo-pass\"",
            Url = new Uri(server.Address, "/demo/login").ToString(),
            TotpIdentifier = "shop",
        });

        // The first code is used, and the run waits for another: two times of waiting.
        await Eventually.TrueAsync(
            async () => (await server.Client.GetEventsAsync(queued.RunId)).Count(fact => fact.Kind == "run.waiting") == 2, TimeSpan.FromMinutes(2));

        await server.Client.SendTotpCodeAsync(new() { TotpIdentifier = "shop", Content = $"Your Larkfield code is {DemoAccounts.Code(TimeProvider.System.GetUtcNow())}" });

        var run = await server.WaitForAsync(queued.RunId, now => Client.RunStatuses.Final.Contains(now.Status));
        Assert.True(run.Status == "completed", run.FailureReason);
    }

    private static async Task<TaskRunResponse> RunAsync(ServerFactory server, RunTaskRequest request)
    {
        var queued = await server.Client.RunTaskAsync(request with { Url = new Uri(server.Address, "/demo/login").ToString() });
        return await server.WaitForAsync(queued.RunId, now => Client.RunStatuses.Final.Contains(now.Status));
    }

    private static async Task AssertHiddenAsync(ServerFactory server, TaskRunResponse run, string pattern)
    {
        foreach (var path in (string[])[$"/v1/runs/{run.RunId}/events", $"/api/v1/tasks/{run.RunId}/steps", $"/api/v1/tasks/{run.RunId}/actions"])
        {
            Assert.DoesNotMatch(pattern, await server.Http.GetStringAsync(path));
        }

        foreach (var file in Directory.GetFiles(server.Folder.Path, "*", SearchOption.AllDirectories).Where(file => Path.GetExtension(file) is ".txt" or ".json"))
        {
            Assert.DoesNotMatch(pattern, await File.ReadAllTextAsync(file, Encoding.UTF8));
        }
    }
}
