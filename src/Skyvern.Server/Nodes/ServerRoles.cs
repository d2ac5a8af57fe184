using Skyvern.Server.Data;
using Skyvern.Server.Http;
using Skyvern.Server.Settings;

namespace Skyvern.Server.Nodes;

/// <summary>What this process does of the server's work.</summary>
/// <param name="ServesApi">Whether it takes requests.</param>
/// <param name="WorksRuns">Whether it works runs off, delivers webhooks and opens browsers.</param>
internal sealed record ServerRoles(bool ServesApi, bool WorksRuns)
{
    private const string Api = "api";
    private const string Worker = "worker";

    /// <summary>As the setting <c>Server:Roles</c> says.</summary>
    /// <exception cref="SettingsException">It says something that cannot be done.</exception>
    public static ServerRoles Read(IConfiguration configuration, DatabaseProvider provider)
    {
        var given = configuration[$"{ServerOptions.SectionName}:{nameof(ServerOptions.Roles)}"];
        var text = string.IsNullOrWhiteSpace(given) ? new ServerOptions().Roles : given;
        var words = text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var roles = new ServerRoles(words.Contains(Api), words.Contains(Worker));
        if (words.Length == 0 || words.Except([Api, Worker]).Any())
        {
            throw new SettingsException($"Server:Roles is \"{text}\": allowed is api, worker, or both: api,worker.");
        }

        return provider == DatabaseProvider.PostgreSql || roles is { ServesApi: true, WorksRuns: true }
            ? roles
            : throw new SettingsException(
                $"Server:Roles is \"{text}\", but a SQLite file belongs to one process alone, which must do everything: leave Server:Roles at " +
                "api,worker, or use PostgreSQL (Database:Provider), which several processes share.");
    }

    public override string ToString() => string.Join(',', new[] { ServesApi ? Api : null, WorksRuns ? Worker : null }.OfType<string>());
}
