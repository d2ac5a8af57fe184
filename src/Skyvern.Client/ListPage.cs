namespace Skyvern.Client;

/// <summary>A page of a list.</summary>
/// <param name="Items">What is on it.</param>
/// <param name="TotalCount">How many there are on all pages; null when the server does not say.</param>
public sealed record ListPage<T>(IReadOnlyList<T> Items, int? TotalCount);

/// <summary>Which runs a list is to show.</summary>
public sealed record RunQuery
{
    /// <summary>From 1 to 100.</summary>
    public int? Page { get; init; }

    /// <summary>From 1 to 100; the server's default is 10.</summary>
    public int? PageSize { get; init; }

    /// <summary>Any of these statuses.</summary>
    public IReadOnlyList<string>? Statuses { get; init; }

    /// <summary>Any of these run types.</summary>
    public IReadOnlyList<string>? RunTypes { get; init; }

    /// <summary>Part of title, url, run id or prompt; 3 characters or more.</summary>
    public string? SearchKey { get; init; }
}
