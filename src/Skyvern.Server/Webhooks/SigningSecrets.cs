using Skyvern.Server.Core.Organizations;
using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.Webhooks;

/// <summary>Finds what signs a run's webhook.</summary>
internal sealed class SigningSecrets(IOrganizationStore organizations, ISecretProtector protector)
{
    /// <summary>The organization's webhook secret, else the key that created the run, else the first valid key; null when none is left.</summary>
    public async Task<string?> FindAsync(TaskRun run, CancellationToken cancellationToken)
    {
        var organization = await organizations.FindAsync(run.OrganizationId, cancellationToken);
        if (organization?.ProtectedWebhookSecret is { } secret && protector.TryUnprotect(secret) is { } own)
        {
            return own;
        }

        var keys = await organizations.ListKeysAsync(run.OrganizationId, cancellationToken);
        return keys
            .Where(key => key.RevokedAt is null)
            .OrderByDescending(key => key.Id == run.ApiKeyId) // stable: the others stay oldest first
            .Select(key => protector.TryUnprotect(key.ProtectedKey))
            .FirstOrDefault(key => key is not null);
    }
}
