namespace Skyvern.Client.Contracts;

/// <summary>A process of the server.</summary>
public sealed record NodeResponse
{
    /// <summary>Its name.</summary>
    public required string NodeId { get; init; }

    /// <summary><c>api</c>, <c>worker</c>, or both.</summary>
    public required IReadOnlyList<string> Roles { get; init; }

    /// <summary><c>live</c>, or <c>gone</c> when nothing was heard of it for too long.</summary>
    public required string Status { get; init; }

    /// <summary>The machine it runs on.</summary>
    public required string Host { get; init; }

    /// <summary>The server's version.</summary>
    public required string Version { get; init; }

    /// <summary>How many runs it works on, of all organizations.</summary>
    public int Runs { get; init; }

    /// <summary>How many browser sessions it has open, of all organizations.</summary>
    public int BrowserSessions { get; init; }

    /// <summary>When it was started.</summary>
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>When it last told that it is there.</summary>
    public DateTimeOffset LastSeenAt { get; init; }
}
