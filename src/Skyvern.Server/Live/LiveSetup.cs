namespace Skyvern.Server.Live;

/// <summary>Registers live sockets.</summary>
internal static class LiveSetup
{
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(30);

    /// <summary>Adds pictures and input over WebSockets.</summary>
    public static IServiceCollection AddLiveSockets(this IServiceCollection services)
    {
        // A client that does not answer pings is gone, and so are its hold on a browser and the frames that wait for it.
        services.Configure<WebSocketOptions>(sockets => (sockets.KeepAliveInterval, sockets.KeepAliveTimeout) = (KeepAlive, KeepAlive));
        services.AddSingleton<ILiveSubjects, LiveSubjects>();
        services.AddSingleton<LiveWait>();
        services.AddSingleton<PictureStream>();
        services.AddSingleton<InputStream>();
        services.AddSingleton<PageStream>();
        services.AddSingleton<LiveRelay>();
        services.AddSingleton<LiveConnections>();
        return services;
    }
}
