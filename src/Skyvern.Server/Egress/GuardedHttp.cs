using Skyvern.Server.Core.Engine.Files;

namespace Skyvern.Server.Egress;

/// <summary>The HTTP client for whatever address a caller gave: public hosts only, no redirects, no proxy, no cookies.</summary>
internal static class GuardedHttp
{
    /// <summary>Name for <see cref="IHttpClientFactory"/>.</summary>
    public const string ClientName = "guarded";

    private const int MaxBufferedBytes = 1024 * 1024;

    /// <summary>Adds the client. Its users set their own time limit.</summary>
    public static IServiceCollection AddGuardedHttp(this IServiceCollection services)
    {
        services.AddSingleton<GuardedConnection>();
        services.AddTransient<AddressGuard>();
        services.AddSingleton<IFileFetcher, FileFetcher>();
        services
            .AddHttpClient(ClientName, client =>
            {
                client.MaxResponseContentBufferSize = MaxBufferedBytes;
                client.Timeout = Timeout.InfiniteTimeSpan;
            })
            .AddHttpMessageHandler<AddressGuard>()
            .ConfigurePrimaryHttpMessageHandler(provider => new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseProxy = false,
                UseCookies = false,
                ConnectTimeout = TimeSpan.FromSeconds(15),
                PooledConnectionLifetime = TimeSpan.FromMinutes(2),
                ConnectCallback = provider.GetRequiredService<GuardedConnection>().OpenAsync,
            })
            .RemoveAllLoggers(); // addresses of callers carry secrets in their query
        return services;
    }
}
