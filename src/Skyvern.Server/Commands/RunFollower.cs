using System.Text.Json;
using Skyvern.Client;
using Skyvern.Client.Contracts;
using Skyvern.Client.Json;

namespace Skyvern.Server.Commands;

/// <summary>Starts a run and prints what happens as it happens, then the run object.</summary>
internal static class RunFollower
{
    private static readonly JsonSerializerOptions Indented = new(WireJson.Options) { WriteIndented = true };

    /// <summary>The run at its end. A cancellation (Ctrl+C) cancels the run too.</summary>
    public static async Task<TaskRunResponse> FollowAsync(SkyvernClient client, RunTaskRequest request, CancellationToken cancellationToken)
    {
        var run = await client.RunTaskAsync(request, cancellationToken: cancellationToken);
        Console.WriteLine($"Run {run.RunId}");
        Console.WriteLine($"Watch it at {run.AppUrl}");
        try
        {
            run = await client.WaitForCompletionAsync(
                run.RunId, TimeSpan.FromHours(1), new EventPrinter(), TimeSpan.FromMilliseconds(200), cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await client.CancelRunAsync(run.RunId, CancellationToken.None);
            run = await client.GetRunAsync(run.RunId, CancellationToken.None);
        }

        Console.WriteLine();
        Console.WriteLine(JsonSerializer.Serialize(run, Indented));
        Console.WriteLine();
        Console.WriteLine(run.FailureReason is { } reason ? $"{run.Status}: {reason}" : run.Status);
        return run;
    }

    /// <summary>Prints in order; <see cref="Progress{T}"/> would hand events to several threads at once.</summary>
    private sealed class EventPrinter : IProgress<RunEventResponse>
    {
        public void Report(RunEventResponse value) => Console.WriteLine($"  {value.CreatedAt.ToLocalTime():HH:mm:ss.fff}  {value.Message}");
    }
}
