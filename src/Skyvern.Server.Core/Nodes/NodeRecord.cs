namespace Skyvern.Server.Core.Nodes;

/// <summary>A process of the server, as it last told of itself.</summary>
public sealed record NodeRecord
{
    /// <summary>The process.</summary>
    public required string Id { get; init; }

    /// <summary>What it does: <c>api</c>, <c>worker</c> or <c>api,worker</c>.</summary>
    public required string Roles { get; init; }

    /// <summary>The machine it runs on.</summary>
    public required string Host { get; init; }

    /// <summary>Where the other processes reach it.</summary>
    public required string Address { get; init; }

    /// <summary>The server's version.</summary>
    public required string Version { get; init; }

    /// <summary>Names the place where it keeps artifacts: processes that share one name the same.</summary>
    public required string Storage { get; init; }

    /// <summary>How many runs it works on.</summary>
    public required int Runs { get; init; }

    /// <summary>How many browser sessions it has open.</summary>
    public required int Sessions { get; init; }

    /// <summary>When it was started.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it last told of itself.</summary>
    public required DateTimeOffset LastSeenAt { get; init; }

    /// <summary>Whether it works runs off.</summary>
    public bool WorksRuns => Roles.Contains("worker", StringComparison.Ordinal);
}
