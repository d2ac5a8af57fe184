using Microsoft.AspNetCore.Http.HttpResults;
using Skyvern.Client.Contracts;
using Skyvern.Server.Core.Profiles;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Core.Sessions;
using Skyvern.Server.Http;

namespace Skyvern.Server.Requests;

/// <summary>Looks whether the session and the profile that a request names are there for its organization.</summary>
internal sealed class NamedBrowsers(SessionService sessions, IProfileStore profiles)
{
    /// <summary>The answer when one is not there, or can no longer be used; else null.</summary>
    public async Task<NotFound<ApiError>?> FindMissingAsync(string organizationId, TaskRequest request, CancellationToken cancellationToken) =>
        request.BrowserSessionId is { } session && !await sessions.IsUsableAsync(organizationId, session, cancellationToken)
            ? ApiErrors.SessionNotFound(session)
            : await FindMissingProfileAsync(organizationId, request.BrowserProfileId, cancellationToken);

    /// <summary>The answer when a profile is not there; else null.</summary>
    public async Task<NotFound<ApiError>?> FindMissingProfileAsync(string organizationId, string? profileId, CancellationToken cancellationToken) =>
        profileId is not null && await profiles.FindAsync(organizationId, profileId, cancellationToken) is null
            ? ApiErrors.NotFound($"Browser profile not found {profileId}")
            : null;
}
