namespace Skyvern.Server.Http;

/// <summary>Where the server listens: by its own setting, or by the variables that every ASP.NET Core program knows.</summary>
internal static class ListenAddresses
{
    /// <summary>
    /// <c>ASPNETCORE_URLS</c> (or <c>--urls</c>) counts most. <c>ASPNETCORE_HTTP_PORTS</c>, which base images set for whatever runs in them,
    /// counts only where nobody has set <see cref="ServerOptions.Urls"/>.
    /// </summary>
    public static string Of(IConfiguration configuration)
    {
        var usual = new ServerOptions().Urls;
        var own = Given(configuration[$"{ServerOptions.SectionName}:{nameof(ServerOptions.Urls)}"]) ?? usual;
        return Given(configuration[WebHostDefaults.ServerUrlsKey])
            ?? (own == usual ? OfPorts(configuration[WebHostDefaults.HttpPortsKey]) : null)
            ?? own;
    }

    private static string? OfPorts(string? ports) =>
        Given(ports) is { } given ? string.Join(';', given.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(port => $"http://*:{port}")) : null;

    private static string? Given(string? value) => string.IsNullOrWhiteSpace(value) ? null : value;
}
