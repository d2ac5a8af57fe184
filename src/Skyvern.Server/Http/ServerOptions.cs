using System.ComponentModel.DataAnnotations;

namespace Skyvern.Server.Http;

/// <summary>Where the server listens and how it is reached.</summary>
internal sealed class ServerOptions
{
    public const string SectionName = "Server";

    /// <summary>Addresses to listen on, separated by semicolons.</summary>
    /// <value>The default is <c>http://localhost:8000</c>.</value>
    [Required]
    public string Urls { get; set; } = "http://localhost:8000";

    /// <summary>The public address that people open; pages of runs are named below it.</summary>
    /// <value>Empty: the first address the server listens on.</value>
    public string BaseUrl { get; set; } = "";

    /// <summary>The public address of the API; links to files are named below it.</summary>
    /// <value>Empty: the same as <see cref="BaseUrl"/>.</value>
    public string ApiUrl { get; set; } = "";

    /// <summary>Origins of web pages that may call the API from a browser, separated by commas.</summary>
    /// <value>Empty: none but the server's own pages.</value>
    public string AllowedOrigins { get; set; } = "";

    /// <summary>Whether GET /api/v1/organizations/{id}/apikeys shows the caller's keys in clear.</summary>
    /// <value>The default is false.</value>
    public bool ShowApiKeys { get; set; }

    /// <summary>How long a stop waits for requests and runs under way, in seconds.</summary>
    /// <value>The default is 30.</value>
    [Range(1, 3600)]
    public int ShutdownSeconds { get; set; } = 30;
}
