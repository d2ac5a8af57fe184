using Microsoft.Extensions.Logging.Abstractions;
using Skyvern.Server.Core.Organizations;
using Skyvern.Server.Testing;

namespace Skyvern.Server.UnitTests.Organizations;

public sealed class OrganizationServiceTests
{
    private readonly MemoryStore _store = new();
    private readonly ManualTimeProvider _time = new();
    private readonly OrganizationService _service;

    public OrganizationServiceTests() =>
        _service = new OrganizationService(_store, new Reverser(), new KeyCache(_time), _time, NullLogger<OrganizationService>.Instance);

    [Fact]
    public async Task Create_Organization_ComesWithAKeyThatIsStoredOnlyHashedAndEncrypted()
    {
        var (organization, key) = await _service.CreateAsync("Office", CancellationToken.None);

        Assert.Matches("^sk_[A-Za-z0-9_-]{43}$", key.Secret);
        var stored = Assert.Single(await _service.ListKeysAsync(organization.Id, CancellationToken.None));
        Assert.Equal(ApiKeySecret.Hash(key.Secret), stored.Hash);
        Assert.Equal(key.Secret, new Reverser().TryUnprotect(stored.ProtectedKey));
        Assert.DoesNotContain(key.Secret, stored.ProtectedKey);
    }

    [Fact]
    public async Task Authenticate_KnownUnknownAndRevokedKeys_AreToldApart()
    {
        var (organization, key) = await _service.CreateAsync("Office", CancellationToken.None);
        var second = await _service.CreateKeyAsync(organization.Id, "second", CancellationToken.None);
        await _service.RevokeKeyAsync(key.Key.Id, CancellationToken.None);

        Assert.Equal(KeyCheckKind.Revoked, (await _service.AuthenticateAsync(key.Secret, CancellationToken.None)).Kind);
        Assert.Equal(KeyCheckKind.Unknown, (await _service.AuthenticateAsync("sk_guess", CancellationToken.None)).Kind);
        Assert.Equal(organization.Id, (await _service.AuthenticateAsync(second.Secret, CancellationToken.None)).Key?.OrganizationId);
    }

    [Fact]
    public async Task FindKey_OfOthersRevokedOrUnknown_IsNone()
    {
        var (organization, key) = await _service.CreateAsync("Office", CancellationToken.None);
        var (other, _) = await _service.CreateAsync("Other", CancellationToken.None);

        Assert.Equal(key.Key.Id, (await _service.FindKeyAsync(organization.Id, key.Key.Id, CancellationToken.None))?.Id);
        Assert.Null(await _service.FindKeyAsync(other.Id, key.Key.Id, CancellationToken.None));
        Assert.Null(await _service.FindKeyAsync(organization.Id, "key_unknown", CancellationToken.None));
        await _service.RevokeKeyAsync(key.Key.Id, CancellationToken.None);
        Assert.Null(await _service.FindKeyAsync(organization.Id, key.Key.Id, CancellationToken.None));
    }

    [Fact]
    public async Task Authenticate_AgainAndAgain_NotesTheUseOnceAMinute()
    {
        var (organization, key) = await _service.CreateAsync("Office", CancellationToken.None);
        Assert.Null(key.Key.LastUsedAt);

        for (var seconds = 0; seconds <= 60; seconds += 6)
        {
            await _service.AuthenticateAsync(key.Secret, CancellationToken.None);
            _time.Advance(TimeSpan.FromSeconds(6));
        }

        Assert.Equal(1, _store.Uses);
        await _service.AuthenticateAsync(key.Secret, CancellationToken.None);
        Assert.Equal(2, _store.Uses);
        Assert.Equal(_time.GetUtcNow(), Assert.Single(await _service.ListKeysAsync(organization.Id, CancellationToken.None)).LastUsedAt);
    }

    [Fact]
    public async Task IsOperators_SeveralOrganizations_IsTheFirstAlone()
    {
        var (_, key) = await _service.CreateAsync("Office", CancellationToken.None);
        var (other, _) = await _service.CreateAsync("Other", CancellationToken.None);

        Assert.False(await _service.IsOperatorsAsync(other.Id, CancellationToken.None));
        Assert.True(await _service.IsOperatorsAsync(key.Key.OrganizationId, CancellationToken.None));
    }

    [Fact]
    public async Task Authenticate_ManyTimes_LooksUpOnceInAWhile()
    {
        var (_, key) = await _service.CreateAsync("Office", CancellationToken.None);
        await _service.AuthenticateAsync(key.Secret, CancellationToken.None);
        await _service.AuthenticateAsync(key.Secret, CancellationToken.None);

        Assert.Equal(1, _store.Lookups);
        _time.Advance(TimeSpan.FromSeconds(5));
        await _service.AuthenticateAsync(key.Secret, CancellationToken.None);
        Assert.Equal(2, _store.Lookups);
    }

    [Fact]
    public async Task Authenticate_JustRevokedHere_FailsInSpiteOfTheCache()
    {
        var (_, key) = await _service.CreateAsync("Office", CancellationToken.None);
        await _service.AuthenticateAsync(key.Secret, CancellationToken.None);

        Assert.True(await _service.RevokeKeyAsync(key.Key.Id, CancellationToken.None));

        Assert.Equal(KeyCheckKind.Revoked, (await _service.AuthenticateAsync(key.Secret, CancellationToken.None)).Kind);
    }

    [Fact]
    public async Task Authenticate_RevokedWhileItWasLookedUp_IsNotRememberedAsValid()
    {
        var (_, key) = await _service.CreateAsync("Office", CancellationToken.None);
        _store.OnLookup = () => _service.RevokeKeyAsync(key.Key.Id, CancellationToken.None);
        await _service.AuthenticateAsync(key.Secret, CancellationToken.None);

        Assert.Equal(KeyCheckKind.Revoked, (await _service.AuthenticateAsync(key.Secret, CancellationToken.None)).Kind);
    }

    private sealed class Reverser : ISecretProtector
    {
        public string Protect(string secret) => string.Concat(secret.Reverse());

        public string? TryUnprotect(string protectedSecret) => string.Concat(protectedSecret.Reverse());
    }

    private sealed class MemoryStore : IOrganizationStore
    {
        private readonly List<Organization> _organizations = [];
        private readonly List<ApiKey> _keys = [];

        /// <summary>Called once, after a key was read and before it is given.</summary>
        public Func<Task>? OnLookup { get; set; }

        public int Lookups { get; private set; }

        public int Uses { get; private set; }

        public Task AddAsync(Organization organization, CancellationToken cancellationToken)
        {
            _organizations.Add(organization);
            return Task.CompletedTask;
        }

        public Task<Organization?> FindAsync(string organizationId, CancellationToken cancellationToken) =>
            Task.FromResult(_organizations.Find(organization => organization.Id == organizationId));

        public Task<IReadOnlyList<Organization>> ListAsync(CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<Organization>>(_organizations);

        public Task AddKeyAsync(ApiKey key, CancellationToken cancellationToken)
        {
            _keys.Add(key);
            return Task.CompletedTask;
        }

        public async Task<ApiKey?> FindKeyByHashAsync(string hash, CancellationToken cancellationToken)
        {
            Lookups++;
            var found = _keys.Find(key => key.Hash == hash);
            if (found is { RevokedAt: null } && OnLookup is { } call)
            {
                // What was read is of before.
                (found, OnLookup) = (new ApiKey
                {
                    Id = found.Id, OrganizationId = found.OrganizationId, Name = found.Name, Hash = found.Hash, ProtectedKey = found.ProtectedKey,
                    CreatedAt = found.CreatedAt,
                }, null);
                await call();
            }

            return found;
        }

        public Task<IReadOnlyList<ApiKey>> ListKeysAsync(string organizationId, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<ApiKey>>([.. _keys.Where(key => key.OrganizationId == organizationId)]);

        public Task NoteUseAsync(string keyId, DateTimeOffset now, CancellationToken cancellationToken)
        {
            Uses++;
            _keys.Single(key => key.Id == keyId).LastUsedAt = now;
            return Task.CompletedTask;
        }

        public Task<bool> RevokeKeyAsync(string keyId, DateTimeOffset now, CancellationToken cancellationToken)
        {
            var key = _keys.Find(key => key.Id == keyId && key.RevokedAt is null);
            if (key is not null)
            {
                key.RevokedAt = now;
            }

            return Task.FromResult(key is not null);
        }

        public Task<KeyRevocation> RevokeSpareKeyAsync(string organizationId, string keyId, DateTimeOffset now, CancellationToken cancellationToken) =>
            throw new NotSupportedException();
    }
}
