using Skyvern.Server.Core.Webhooks;

namespace Skyvern.Server.Responses;

/// <summary>Registers what describes runs and sessions.</summary>
internal static class ResponseServiceCollectionExtensions
{
    /// <summary>Adds the descriptions of runs and sessions, and the webhook's body.</summary>
    public static IServiceCollection AddRunResponses(this IServiceCollection services)
    {
        services.AddSingleton<RunPresenter>();
        services.AddSingleton<SessionPresenter>();
        services.AddSingleton<IWebhookBodyBuilder, WebhookBodyBuilder>();
        return services;
    }
}
