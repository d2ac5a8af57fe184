namespace Skyvern.Server.Core.Engine.Rules.Clauses;

/// <summary>An element as a goal names it.</summary>
/// <param name="Name">The words on it; empty when only the position tells.</param>
internal sealed record Target(string Name)
{
    /// <summary>Which of those that fit.</summary>
    public Pick Pick { get; init; }

    /// <summary>Words of the row or card it stands in, or null.</summary>
    public string? Within { get; init; }

    public override string ToString() => (Pick == Pick.Only ? "" : Pick.ToString().ToLowerInvariant() + " ") + $"\"{Name}\"" + (Within is null ? "" : $" of \"{Within}\"");
}

/// <summary>Which of several that fit.</summary>
internal enum Pick
{
    /// <summary>There must be one.</summary>
    Only,

    /// <summary>The first of the page.</summary>
    First,

    /// <summary>The second of the page.</summary>
    Second,

    /// <summary>The third of the page.</summary>
    Third,

    /// <summary>The last of the page.</summary>
    Last,

    /// <summary>The one with the newest date in its row.</summary>
    Latest,

    /// <summary>The one with the oldest date in its row.</summary>
    Oldest,
}
