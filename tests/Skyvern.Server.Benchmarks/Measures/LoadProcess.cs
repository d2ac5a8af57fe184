namespace Skyvern.Server.Benchmarks.Measures;

/// <summary>A server process of the load measure.</summary>
/// <param name="Role">What it does: <c>api</c> takes requests, <c>worker</c> works runs off.</param>
internal sealed record LoadProcess(string Role)
{
    /// <summary>One that takes requests and works nothing off.</summary>
    public static LoadProcess Api { get; } = new("api");

    /// <summary>One that works off what others took.</summary>
    public static LoadProcess Worker { get; } = new("worker");
}
