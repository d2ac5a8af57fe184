using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Skyvern.Client.Contracts;

namespace Skyvern.Server.Commands;

/// <summary><c>run "prompt" --url URL</c>: one task on a running server, followed to its end.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        var prompt = new Argument<string>("prompt") { Description = "What to do, in plain words." };
        var url = new Option<string?>("--url") { Description = "Where to start. Default: the address the prompt names." };
        var schema = new Option<FileInfo?>("--schema") { Description = "File with the JSON Schema, or a map of properties, of the data to extract." };
        var maxSteps = new Option<int?>("--max-steps") { Description = "Most steps." };
        var webhook = new Option<string?>("--webhook") { Description = "Address that is told about the end." };
        var connection = new ServerConnection();
        var command = new Command("run", "Run one task on a running server, follow it and print its result. Exit code 0 only when it completed.")
        {
            prompt, url, schema, maxSteps, webhook,
        };
        connection.AddTo(command);

        command.SetAction((result, cancellationToken) => connection.WithClientAsync(
            result,
            async (client, _, _) =>
            {
                if (await ReadSchemaAsync(result.GetValue(schema), cancellationToken) is not (var data, true))
                {
                    return 2;
                }

                var request = new RunTaskRequest
                {
                    Prompt = result.GetValue(prompt),
                    Url = result.GetValue(url),
                    DataExtractionSchema = data,
                    MaxSteps = result.GetValue(maxSteps),
                    WebhookUrl = result.GetValue(webhook),
                };
                return (await RunFollower.FollowAsync(client, request, cancellationToken)).Status == "completed" ? 0 : 1;
            },
            cancellationToken));
        return command;
    }

    private static async Task<(JsonNode? Schema, bool Ok)> ReadSchemaAsync(FileInfo? file, CancellationToken cancellationToken)
    {
        if (file is null)
        {
            return (null, true);
        }

        try
        {
            return (JsonNode.Parse(await File.ReadAllBytesAsync(file.FullName, cancellationToken)), true);
        }
        catch (Exception e) when (e is IOException or JsonException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"The schema {file} cannot be read: {e.Message}");
            return (null, false);
        }
    }
}
