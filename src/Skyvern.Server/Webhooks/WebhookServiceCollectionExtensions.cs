using Microsoft.Extensions.Options;
using Skyvern.Server.Core.Verification;
using Skyvern.Server.Egress;
using Skyvern.Server.Verification;

namespace Skyvern.Server.Webhooks;

/// <summary>Registers what is sent to addresses of callers, signed: news of finished runs, and questions for one-time codes.</summary>
internal static class WebhookServiceCollectionExtensions
{
    /// <summary>Adds sending; the job engine says when.</summary>
    public static IServiceCollection AddWebhooks(this IServiceCollection services)
    {
        services.AddOptions<WebhookOptions>().BindConfiguration(WebhookOptions.SectionName).ValidateOnStart();
        services.AddSingleton<IValidateOptions<WebhookOptions>, WebhookOptionsValidator>();
        services.AddGuardedHttp();
        services.AddSingleton<SigningSecrets>();
        services.AddSingleton<WebhookSender>();
        services.AddScoped<WebhookDeliverer>();
        services.AddSingleton<ITotpUrl, TotpUrlClient>();
        services.AddScoped<WebhookTrial>();
        return services;
    }
}
