namespace Skyvern.Server.Core.Organizations;

/// <summary>A tenant: owns keys, runs and everything they leave.</summary>
public sealed class Organization
{
    /// <summary>The organization's id, <c>o_…</c>.</summary>
    public required string Id { get; init; }

    /// <summary>For people.</summary>
    public required string Name { get; init; }

    /// <summary>Most runs at the same time; null: the setting.</summary>
    public int? MaxConcurrentRuns { get; init; }

    /// <summary>Most steps for a run that names none; null: the engine's default.</summary>
    public int? MaxStepsPerRun { get; init; }

    /// <summary>Encrypted secret that signs webhooks; null: the API key that created the run signs.</summary>
    public string? ProtectedWebhookSecret { get; init; }

    /// <summary>Creation.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
}
