namespace Skyvern.Server.Core.Runs;

/// <summary>The wire words and the finality of <see cref="RunStatus"/>.</summary>
public static class RunStatusExtensions
{
    private static readonly string[] Words = ["created", "queued", "running", "completed", "failed", "terminated", "timed_out", "canceled"];

    /// <summary>Whether the run has ended; a final status never changes.</summary>
    public static bool IsFinal(this RunStatus status) => status >= RunStatus.Completed;

    /// <summary>The word of the wire contract, e.g. <c>timed_out</c>.</summary>
    public static string ToWire(this RunStatus status) => Words[(int)status];

    /// <summary>Reads a word of the wire contract.</summary>
    public static bool TryParseWire(string? word, out RunStatus status)
    {
        var index = Array.IndexOf(Words, word);
        status = index < 0 ? RunStatus.Created : (RunStatus)index;
        return index >= 0;
    }
}
