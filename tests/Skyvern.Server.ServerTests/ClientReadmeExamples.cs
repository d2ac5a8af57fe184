using System.ComponentModel;
using System.Net;
using System.Text.Json.Nodes;
using Skyvern.Client;
using Skyvern.Client.Contracts;

namespace Skyvern.Server.ServerTests;

/// <summary>The examples of the client's README, so that they compile. <see cref="ClientReadmeTests"/> compares the two.</summary>
internal static class ClientReadmeExamples
{
    public static async Task StartAsync(string apiKey)
    {
        using var client = new SkyvernClient(new Uri("http://localhost:8000"), apiKey);

        var run = await client.RunTaskAsync(new RunTaskRequest
        {
            Prompt = "Open the contact page and tell the telephone number",
            Url = "https://shop.example/",
        });
        run = await client.WaitForCompletionAsync(run.RunId, timeout: TimeSpan.FromMinutes(5));
        Console.WriteLine($"{run.Status}: {run.Output}");
    }

    public static async Task GetTypedDataAsync(SkyvernClient client)
    {
        var (run, product) = await client.RunTaskAsync<Product>(new RunTaskRequest { Prompt = "Find the cheapest notebook", Url = "https://shop.example/" });
        Console.WriteLine($"{product.Name} costs {product.Price} ({run.StepCount} steps)");
    }

    public static async Task<int> FollowAsync(SkyvernClient client, string runId, string folder, CancellationToken cancellationToken)
    {
        var progress = new Progress<RunEventResponse>(fact => Console.WriteLine(fact.Message));
        var ended = await client.WaitForCompletionAsync(runId, progress: progress, cancellationToken: cancellationToken);

        foreach (var file in ended.DownloadedFiles ?? [])
        {
            await client.DownloadToFileAsync(file.Url, Path.Combine(folder, Path.GetFileName(file.Filename!)), cancellationToken);
        }

        var pictures = await client.GetArtifactsAsync(runId, "screenshot_action", cancellationToken);
        var timeline = await client.GetTimelineAsync(runId, cancellationToken);
        return pictures.Count + timeline.Count;
    }

    public static async Task UseASessionAsync(SkyvernClient client)
    {
        var session = await client.Sessions.CreateAsync(new CreateBrowserSessionRequest { Url = "https://shop.example/login", Timeout = 30 });
        await client.RunTaskAsync(new RunTaskRequest { Prompt = "Log in with the credential \"shop\"", BrowserSessionId = session.BrowserSessionId });
        await client.Sessions.CloseAsync(session.BrowserSessionId);
    }

    public static async Task<JsonNode?> RunAWorkflowAsync(SkyvernClient client, string workflowId)
    {
        var started = await client.Workflows.RunAsync(new RunWorkflowRequest
        {
            WorkflowId = workflowId,
            Parameters = new JsonObject { ["month"] = "2026-03" },
        });
        var report = await client.Workflows.WaitForCompletionAsync(started.RunId);
        return JsonNode.Parse(report.Output?.GetRawText() ?? "null");
    }

    public static async Task UploadAsync(SkyvernClient client, string path, string message)
    {
        await using var picture = File.OpenRead(path);
        var upload = await client.UploadFileAsync(picture, "invoice.pdf", retentionDays: 1);
        await client.RunTaskAsync(new RunTaskRequest { Prompt = $"Attach {upload.PresignedUrl} to the form and send it", TotpIdentifier = "ann@mail.example" });
        await client.SendTotpCodeAsync(new SendTotpCodeRequest { TotpIdentifier = "ann@mail.example", Content = message });
    }

    public static int Receive(byte[] body, string? signatureHeader, string secret)
    {
        if (WebhookSignature.Read(body, signatureHeader, secret) is not { } webhook)
        {
            return 403;
        }

        Console.WriteLine($"{webhook.RunId} is {webhook.Status}");
        return 200;
    }

    public static async Task HandleErrorsAsync(SkyvernClient client)
    {
        try
        {
            await client.GetRunAsync("tsk_unknown");
        }
        catch (SkyvernApiException e) when (e.Status == HttpStatusCode.NotFound)
        {
            Console.WriteLine($"{e.Detail} (trace {e.TraceId})");
        }
    }

    public sealed record Product(
        string Name,
        [property: Description("in euros, without shipping")] decimal Price,
        Availability Availability,
        string? Color);

    public enum Availability
    {
        InStock,
        SoldOut,
    }
}
