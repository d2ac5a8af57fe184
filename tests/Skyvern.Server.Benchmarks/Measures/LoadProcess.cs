namespace Skyvern.Server.Benchmarks.Measures;

/// <summary>A server process of the load measure.</summary>
/// <param name="TakesRequests">Whether callers speak to it.</param>
/// <param name="Settings">What it is set to beside what all share, its role say.</param>
internal sealed record LoadProcess(bool TakesRequests, IReadOnlyDictionary<string, string?> Settings)
{
    /// <summary>One that does everything.</summary>
    public static LoadProcess Whole { get; } = new(TakesRequests: true, new Dictionary<string, string?>());
}
