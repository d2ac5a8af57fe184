using Skyvern.Server.Core.Nodes;

namespace Skyvern.Server.Pages.Status;

/// <summary>How the server is.</summary>
public sealed record StatusView
{
    /// <summary>Its parts, as this process sees them.</summary>
    public required IReadOnlyList<CheckRow> Checks { get; init; }

    /// <summary>Runs that wait: of all organizations for whoever runs the server, else of one's own.</summary>
    public required int Queued { get; init; }

    /// <summary>Runs under way.</summary>
    public required int Running { get; init; }

    /// <summary>Whether the two numbers are of all organizations.</summary>
    public required bool IsWhole { get; init; }

    /// <summary>Browsers of this process that are in use, and how many may be; null: it opens none.</summary>
    public required (int Busy, int Places)? Browsers { get; init; }

    /// <summary>The process that answers.</summary>
    public required string Node { get; init; }

    /// <summary>What it does.</summary>
    public required string Roles { get; init; }

    /// <summary>The server's version.</summary>
    public required string Version { get; init; }

    /// <summary>The kind of database.</summary>
    public required string Database { get; init; }

    /// <summary>The data folder's disk in megabytes; null: not this organization's business.</summary>
    public (long Free, long Total)? Disk { get; init; }

    /// <summary>All processes with whether they are gone; null: not this organization's business.</summary>
    public IReadOnlyList<(NodeRecord Node, bool IsGone)>? Nodes { get; init; }

    /// <summary>When this was seen.</summary>
    public required DateTimeOffset At { get; init; }
}
