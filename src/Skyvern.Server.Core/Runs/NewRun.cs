namespace Skyvern.Server.Core.Runs;

/// <summary>A run that somebody asks for.</summary>
/// <param name="OrganizationId">The tenant.</param>
/// <param name="ApiKeyId">The key it was asked with; signs its webhook.</param>
/// <param name="Request">What shall be done, checked.</param>
/// <param name="TriggerType">manual, mcp, api, scheduled or webhook.</param>
public sealed record NewRun(string OrganizationId, string? ApiKeyId, TaskRequest Request, string TriggerType = "api")
{
    /// <summary>The caller's Idempotency-Key, or null.</summary>
    public IdempotencyKey? Idempotency { get; init; }
}
