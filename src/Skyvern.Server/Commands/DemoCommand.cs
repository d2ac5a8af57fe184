using System.CommandLine;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Skyvern.Client;
using Skyvern.Client.Contracts;
using Skyvern.Server.Demo;

namespace Skyvern.Server.Commands;

/// <summary><c>demo</c>: one real task on the demo site, with a webhook that the demo site receives.</summary>
internal static class DemoCommand
{
    public static Command Create()
    {
        var connection = new ServerConnection();
        var command = new Command("demo", "Run one real task on the bundled demo site of a running server.");
        connection.AddTo(command);
        command.SetAction((result, cancellationToken) => connection.WithClientAsync(
            result,
            async (client, server, key) =>
            {
                var task = DemoTask.All[0];
                var request = new RunTaskRequest
                {
                    Prompt = task.Prompt,
                    Url = new Uri(server, task.Path).ToString(),
                    Title = "Demo: look up an article",
                    DataExtractionSchema = JsonNode.Parse(task.Schema),
                    WebhookUrl = new Uri(server, $"{DemoSite.Path}/webhooks").ToString(),
                };
                Console.WriteLine($"Task: {task.Prompt}");
                var run = await RunFollower.FollowAsync(client, request, cancellationToken);
                var webhook = await PrintWebhookAsync(client, server, key, run.RunId, cancellationToken);
                return run.Status == "completed" && webhook ? 0 : 1;
            },
            cancellationToken));
        return command;
    }

    private static async Task<bool> PrintWebhookAsync(
        SkyvernClient client, Uri server, string key, string runId, CancellationToken cancellationToken)
    {
        var address = new Uri(server, $"{DemoSite.Path}/webhooks.json").ToString();
        var clock = TimeProvider.System;
        for (var start = clock.GetTimestamp(); clock.GetElapsedTime(start) < TimeSpan.FromSeconds(15);)
        {
            using var page = new MemoryStream();
            await client.DownloadAsync(address, page, cancellationToken);
            var received = JsonSerializer.Deserialize<List<DemoWebhook>>(page.ToArray(), JsonSerializerOptions.Web);
            if (received?.Find(hook => JsonElement.Parse(hook.Body).GetProperty("run_id").GetString() == runId) is { } webhook)
            {
                var body = Encoding.UTF8.GetBytes(webhook.Body);
                var valid = WebhookSignature.Verify(body, webhook.Signature, key);
                Console.WriteLine($"Webhook received: {body.Length} bytes, signature {(valid ? "valid" : "NOT VALID")}.");
                return valid;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(200), cancellationToken);
        }

        Console.WriteLine("No webhook has come in within 15 s.");
        return false;
    }
}
