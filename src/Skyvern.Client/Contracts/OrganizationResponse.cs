namespace Skyvern.Client.Contracts;

/// <summary>The tenant that a key belongs to.</summary>
public sealed record OrganizationResponse
{
    /// <summary>The organization.</summary>
    public required string OrganizationId { get; init; }

    /// <summary>For people.</summary>
    public required string OrganizationName { get; init; }

    /// <summary>Always null: each run names its own webhook.</summary>
    public string? WebhookCallbackUrl { get; init; }

    /// <summary>Most steps of a run that names none; null: the engine's default.</summary>
    public int? MaxStepsPerRun { get; init; }

    /// <summary>Most runs at the same time; null: the server's setting.</summary>
    public int? MaxConcurrentRuns { get; init; }

    /// <summary>Creation.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Last change.</summary>
    public required DateTimeOffset ModifiedAt { get; init; }
}

/// <summary>The organizations of a caller: its own.</summary>
/// <param name="Organizations">One.</param>
public sealed record OrganizationListResponse(IReadOnlyList<OrganizationResponse> Organizations);

/// <summary>A key of an organization.</summary>
public sealed record ApiKeyResponse
{
    /// <summary>The key's id.</summary>
    public required string Id { get; init; }

    /// <summary>The organization.</summary>
    public required string OrganizationId { get; init; }

    /// <summary>Always <c>api</c>.</summary>
    public required string TokenType { get; init; }

    /// <summary>Whether it counts.</summary>
    public required bool Valid { get; init; }

    /// <summary>Creation.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Last change.</summary>
    public required DateTimeOffset ModifiedAt { get; init; }

    /// <summary>The key itself.</summary>
    public required string Token { get; init; }
}

/// <summary>Keys of an organization.</summary>
/// <param name="ApiKeys">Oldest first.</param>
public sealed record ApiKeyListResponse(IReadOnlyList<ApiKeyResponse> ApiKeys);

/// <summary>Models that a task may ask for.</summary>
/// <param name="Models">Names with labels.</param>
public sealed record ModelListResponse(IReadOnlyDictionary<string, string> Models);
