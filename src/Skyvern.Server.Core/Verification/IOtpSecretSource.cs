using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.Core.Verification;

/// <summary>Gives the authenticator secret of a stored credential that the run may use.</summary>
public interface IOtpSecretSource
{
    /// <summary>The secret (base32, or an otpauth:// address) for the page, or null when the run has none for it.</summary>
    Task<string?> FindAsync(TaskRun run, string pageUrl, CancellationToken cancellationToken);
}

/// <summary>No credentials are stored.</summary>
internal sealed class NoOtpSecretSource : IOtpSecretSource
{
    public Task<string?> FindAsync(TaskRun run, string pageUrl, CancellationToken cancellationToken) => Task.FromResult<string?>(null);
}
