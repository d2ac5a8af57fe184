namespace Skyvern.Server.Data;

/// <summary>Which run an Idempotency-Key of an organization stands for.</summary>
internal sealed class IdempotencyRecord
{
    public required string OrganizationId { get; init; }

    public required string Key { get; init; }

    public required string BodyHash { get; init; }

    public required string RunId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}
