using System.CommandLine;
using System.Text.Json;

namespace Skyvern.Server.Commands;

/// <summary><c>health</c>: whether a running server can take work, for the health checks of containers and services.</summary>
internal static class HealthCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static Command Create()
    {
        var server = ServerConnection.ServerOption();
        var command = new Command("health", "Ask a running server whether it can take work. Exit code 0 only when it can.") { server };
        command.SetAction((result, cancellationToken) => AskAsync(result.GetValue(server)!, result.InvocationConfiguration, cancellationToken));
        return command;
    }

    private static async Task<int> AskAsync(Uri server, InvocationConfiguration console, CancellationToken cancellationToken)
    {
        using var http = new HttpClient(new SocketsHttpHandler()) { Timeout = Patience };
        try
        {
            using var response = await http.GetAsync(new Uri(server, "health/ready"), cancellationToken);
            using var report = JsonDocument.Parse(await response.Content.ReadAsStreamAsync(cancellationToken));
            foreach (var check in report.RootElement.GetProperty("checks").EnumerateObject())
            {
                console.Output.WriteLine($"{check.Name}: {check.Value.GetProperty("status").GetString()}. {check.Value.GetProperty("description").GetString()}");
            }

            return response.IsSuccessStatusCode ? 0 : 1;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException or JsonException or KeyNotFoundException)
        {
            await console.Error.WriteLineAsync($"No healthy server at {server}: {e.Message}");
            return 1;
        }
    }
}
