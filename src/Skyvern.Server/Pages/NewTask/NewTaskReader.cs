using Microsoft.Extensions.Options;
using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Core.Credentials;
using Skyvern.Server.Core.Diagnostics;
using Skyvern.Server.Core.Profiles;
using Skyvern.Server.Core.Sessions;
using Skyvern.Server.Llm;

namespace Skyvern.Server.Pages.NewTask;

/// <summary>Reads what the page that starts a task has to offer.</summary>
internal sealed class NewTaskReader(
    ISessionStore sessions, IProfileStore profiles, ICredentialStore credentials, IOptions<LlmOptions> llm, IOptions<ProxyOptions> proxies, IModelProbe model)
{
    /// <summary>Whether a language model plans; without one rules do.</summary>
    public bool HasModel => model.Name is not null;

    /// <summary>What this organization can choose from.</summary>
    public async Task<TaskChoices> ReadAsync(string organizationId, CancellationToken cancellationToken) => new()
    {
        Sessions = [.. (await sessions.ListActiveAsync(organizationId, cancellationToken)).Select(session => new FieldOption(session.Id, $"{session.Status}, since {session.CreatedAt:HH:mm} UTC"))],
        Profiles = [.. (await profiles.ListAsync(organizationId, cancellationToken)).Select(profile => new FieldOption(profile.Id, profile.Name))],
        LogIns = [.. (await credentials.ListAsync(organizationId, cancellationToken)).Select(credential => credential.Name)],
        Models = HasModel ? llm.Value.ModelNames : [],
        Places = [.. proxies.Value.Places.Keys],
    };
}
