namespace Skyvern.Server.Data;

/// <summary>The databases that the server can keep its rows in.</summary>
public enum DatabaseProvider
{
    /// <summary>A file under the data folder; one server process.</summary>
    Sqlite,

    /// <summary>A PostgreSQL server; any number of server processes.</summary>
    PostgreSql,
}
