using Microsoft.Extensions.Options;
using Skyvern.Server.Egress;

namespace Skyvern.Server.Webhooks;

/// <summary>Registers what tells receivers about finished runs.</summary>
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
        services.AddScoped<WebhookTrial>();
        return services;
    }
}
