namespace Skyvern.Server.Pages;

/// <summary>What the frame around every page shows.</summary>
/// <param name="Tasks">All runs of the organization.</param>
/// <param name="Sessions">Its open browser sessions.</param>
/// <param name="Health">How the server is.</param>
/// <param name="Database">The kind of database.</param>
/// <param name="Work">How busy the workers are, in words.</param>
public sealed record Shell(int Tasks, int Sessions, HealthGlance Health, string Database, string Work);

/// <summary>How the server is, at a glance.</summary>
public enum HealthGlance
{
    /// <summary>All is well.</summary>
    Good,

    /// <summary>It works, but a person should look.</summary>
    Look,

    /// <summary>It can take no work.</summary>
    Bad,
}
