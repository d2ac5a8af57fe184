namespace Skyvern.Server.Core.Engine;

/// <summary>Stands in where no model is configured: what code judged is all there is.</summary>
internal sealed class NoClaimVerifier : IClaimVerifier
{
    /// <inheritdoc />
    public Task<ClaimVerdict?> VerifyAsync(ClaimQuestion question, CancellationToken cancellationToken) => Task.FromResult<ClaimVerdict?>(null);
}
