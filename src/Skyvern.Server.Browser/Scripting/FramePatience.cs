using System.Collections.Concurrent;

namespace Skyvern.Server.Browser.Scripting;

/// <summary>
/// How long the inner frames of a tab are waited for. Any may be late on a busy machine; one that hangs is waited for once, and costs no
/// more than a moment from then on, until it answers again.
/// </summary>
internal sealed class FramePatience
{
    private static readonly TimeSpan Usual = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan WithSilent = TimeSpan.FromSeconds(1.5);

    private readonly ConcurrentDictionary<string, bool> _silent = new(StringComparer.Ordinal);

    /// <summary>Asks a frame something, with a deadline for its answer.</summary>
    /// <exception cref="TimeoutException">It did not answer.</exception>
    public async Task<T> AskAsync<T>(string frameKey, Func<TimeSpan, Task<T>> ask)
    {
        try
        {
            var answer = await ask(_silent.ContainsKey(frameKey) ? WithSilent : Usual);
            _silent.TryRemove(frameKey, out _);
            return answer;
        }
        catch (TimeoutException)
        {
            _silent[frameKey] = true;
            throw;
        }
    }
}
