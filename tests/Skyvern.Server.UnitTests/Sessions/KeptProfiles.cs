using System.Collections.Concurrent;
using Skyvern.Server.Core.Profiles;

namespace Skyvern.Server.UnitTests.Sessions;

/// <summary>Profiles in memory, by id.</summary>
internal sealed class KeptProfiles : IProfileSource, IProfileKeeper
{
    public ConcurrentDictionary<string, string> States { get; } = new();

    public Task<string?> OpenAsync(string organizationId, string profileId, CancellationToken cancellationToken) =>
        Task.FromResult(States.GetValueOrDefault(profileId));

    public Task<string?> KeepAsync(string organizationId, string? profileId, string name, string state, CancellationToken cancellationToken)
    {
        var id = profileId ?? $"bp_{States.Count + 1}";
        States[id] = state;
        return Task.FromResult<string?>(id);
    }
}
