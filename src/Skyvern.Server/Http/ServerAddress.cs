using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;

namespace Skyvern.Server.Http;

/// <summary>The addresses under which others reach this server.</summary>
internal sealed class ServerAddress(IServer server, IOptions<ServerOptions> options)
{
    /// <summary>For people: the web pages. No slash at the end.</summary>
    public string App => options.Value.BaseUrl is { Length: > 0 } set ? set.TrimEnd('/') : Bound;

    /// <summary>For programs: the API. No slash at the end.</summary>
    public string Api => options.Value.ApiUrl is { Length: > 0 } set ? set.TrimEnd('/') : App;

    /// <summary>Where programs connect to the browser of a session.</summary>
    public string DevToolsOf(string sessionId) => $"ws{Api.AsSpan("http".Length)}/v1/browser_sessions/{sessionId}/cdp";

    /// <summary>The first address the server listens on; with port 0 it is known once the server has started.</summary>
    public string Bound
    {
        get
        {
            var first = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault()
                ?? options.Value.Urls.Split(';', 2)[0];

            // A wildcard is a place to listen on, not one to go to.
            return first.Replace("://*", "://localhost", StringComparison.Ordinal)
                .Replace("://+", "://localhost", StringComparison.Ordinal)
                .Replace("://0.0.0.0", "://localhost", StringComparison.Ordinal)
                .Replace("://[::]", "://localhost", StringComparison.Ordinal)
                .TrimEnd('/');
        }
    }
}
