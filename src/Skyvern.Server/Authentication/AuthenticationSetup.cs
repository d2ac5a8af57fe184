using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Options;
using Skyvern.Server.Core;
using Skyvern.Server.Core.Credentials;
using Skyvern.Server.Core.Nodes;
using Skyvern.Server.Core.Organizations;
using Skyvern.Server.Core.Profiles;

namespace Skyvern.Server.Authentication;

/// <summary>Registers who may call and how secrets are kept.</summary>
internal static class AuthenticationSetup
{
    /// <summary>Adds API keys, the first organization and the key ring. Goes after the database: it needs the tables.</summary>
    public static IServiceCollection AddApiKeys(this IServiceCollection services)
    {
        services.AddSingleton<KeyCache>();
        services.AddSingleton<OrganizationService>();
        services.AddSingleton<UiTokens>();
        services.AddSingleton<CallerCheck>();
        services.AddSingleton<LongCalls>();
        services.AddHostedService<FirstStart>();
        services.AddAuthentication(ApiKeyHandler.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, ApiKeyHandler>(ApiKeyHandler.SchemeName, configureOptions: null);
        services.AddAuthorization();
        services.AddKeyRing();
        return services;
    }

    /// <summary>Adds stored log-ins and browser profiles, which runs may use. Goes after the engine, which has none of its own.</summary>
    public static IServiceCollection AddCredentials(this IServiceCollection services)
    {
        services.AddSingleton<CredentialService>();
        services.AddSingleton<ICredentialSource>(provider => provider.GetRequiredService<CredentialService>());
        services.AddSingleton<ProfileService>();
        services.AddSingleton<IProfileSource>(provider => provider.GetRequiredService<ProfileService>());
        services.AddSingleton<IProfileKeeper>(provider => provider.GetRequiredService<ProfileService>());
        return services;
    }

    private static void AddKeyRing(this IServiceCollection services)
    {
        services.AddDataProtection().SetApplicationName("Skyvern.Server");
        services.AddSingleton<ISecretProtector, SecretProtector>();
        services.AddOptions<KeyManagementOptions>().Configure<IOptions<DataOptions>, ISharedKeys, ILoggerFactory>((ring, data, shared, logger) =>
        {
            if (shared.AreShared)
            {
                ring.XmlRepository = new SharedKeyRing(shared, data.Value.Under("keys"));
                return;
            }

            ring.XmlRepository = new KeyFolder(new DirectoryInfo(data.Value.Under("keys")), logger);
        });
    }
}
