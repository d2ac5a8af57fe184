using System.ComponentModel.DataAnnotations;

namespace Skyvern.Server.Http;

/// <summary>Where the server listens and how it is reached.</summary>
internal sealed class ServerOptions
{
    public const string SectionName = "Server";

    /// <summary>
    /// Addresses to listen on, separated by semicolons. <c>ASPNETCORE_URLS</c> counts more; <c>ASPNETCORE_HTTP_PORTS</c> where neither is set.
    /// </summary>
    /// <value>The default is <c>http://localhost:8000</c>.</value>
    [Required]
    public string Urls { get; set; } = "http://localhost:8000";

    /// <summary>What this process does: <c>api</c> takes requests, <c>worker</c> works runs off. Several processes need PostgreSQL.</summary>
    /// <value>The default is <c>api,worker</c>: both.</value>
    public string Roles { get; set; } = "api,worker";

    /// <summary>The public address that people open; pages of runs are named below it.</summary>
    /// <value>Empty: the first address the server listens on.</value>
    public string BaseUrl { get; set; } = "";

    /// <summary>The public address of the API; links to files are named below it.</summary>
    /// <value>Empty: the same as <see cref="BaseUrl"/>.</value>
    public string ApiUrl { get; set; } = "";

    /// <summary>Origins of web pages that may call the API from a browser, separated by commas.</summary>
    /// <value>Empty: none but the server's own pages.</value>
    public string AllowedOrigins { get; set; } = "";

    /// <summary>
    /// Addresses or networks (<c>10.0.0.0/8</c>) of reverse proxies whose <c>X-Forwarded-For</c> and <c>X-Forwarded-Proto</c> are believed, separated by commas.
    /// </summary>
    /// <value>Empty: none, so that all who come through a proxy have its address.</value>
    public string TrustedProxies { get; set; } = "";

    /// <summary>Whether GET /api/v1/organizations/{id}/apikeys shows the caller's keys in clear.</summary>
    /// <value>The default is false.</value>
    public bool ShowApiKeys { get; set; }

    /// <summary>Most calls of one key in a minute; 0: no limit. More are answered with 429.</summary>
    /// <value>The default is 3000.</value>
    [Range(0, 1_000_000)]
    public int RequestsPerMinute { get; set; } = 3000;

    /// <summary>Most event streams and live sockets that one key may have open at a process. More are answered with 429.</summary>
    /// <value>The default is 500.</value>
    [Range(1, 100_000)]
    public int StreamsPerKey { get; set; } = 500;

    /// <summary>Longest JSON body of a request, in bytes.</summary>
    /// <value>The default is 2097152 (2 MiB).</value>
    [Range(1024, 104_857_600)]
    public int MaxBodyBytes { get; set; } = 2 * 1024 * 1024;

    /// <summary>How long a stop waits for requests and runs under way, in seconds.</summary>
    /// <value>The default is 30.</value>
    [Range(1, 3600)]
    public int ShutdownSeconds { get; set; } = 30;
}
