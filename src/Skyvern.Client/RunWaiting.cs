using Skyvern.Client.Contracts;

namespace Skyvern.Client;

/// <summary>Looks at a run again and again until it has ended.</summary>
internal static class RunWaiting
{
    public static async Task<TRun> UntilFinalAsync<TRun>(
        Func<Task<TRun>> look, TimeSpan patience, TimeSpan interval, TimeProvider time, CancellationToken cancellationToken)
        where TRun : RunFields
    {
        var start = time.GetTimestamp();
        while (true)
        {
            var run = await look();
            if (RunStatuses.Final.Contains(run.Status))
            {
                return run;
            }

            if (time.GetElapsedTime(start) >= patience)
            {
                throw new TimeoutException($"The run {run.RunId} is still {run.Status} after {patience.TotalSeconds:0} s.");
            }

            await Task.Delay(interval, time, cancellationToken);
        }
    }
}
