using Skyvern.Server.Core.Organizations;

namespace Skyvern.Server.BrowserTests.Engine;

/// <summary>An engine that knows no organization: its own limits hold.</summary>
internal sealed class NoOrganizations : IOrganizationStore
{
    public Task<Organization?> FindAsync(string organizationId, CancellationToken cancellationToken) => Task.FromResult<Organization?>(null);

    public Task AddAsync(Organization organization, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<Organization>> ListAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task AddKeyAsync(ApiKey key, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<ApiKey?> FindKeyByHashAsync(string hash, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<ApiKey>> ListKeysAsync(string organizationId, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task NoteUseAsync(string keyId, DateTimeOffset now, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<bool> RevokeKeyAsync(string keyId, DateTimeOffset now, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<KeyRevocation> RevokeSpareKeyAsync(string organizationId, string keyId, DateTimeOffset now, CancellationToken cancellationToken) =>
        throw new NotSupportedException();
}
