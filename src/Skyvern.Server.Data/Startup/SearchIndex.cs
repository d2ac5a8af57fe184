using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Skyvern.Server.Data.Startup;

/// <summary>
/// Makes the index of three-letter pieces by which runs are searched, where it is missing. It is no part of the migrations: PostgreSQL may
/// refuse it, and the server works without, only slower.
/// </summary>
internal sealed partial class SearchIndex(ILogger<SearchIndex> logger)
{
    /// <summary>
    /// Runs whose texts have all pieces {0}, in the order of the text {1}, and are of the organization {2}. SQLite keeps no statistics: CROSS JOIN
    /// has it go this way, and not through all runs of the organization.
    /// </summary>
    public const string SqliteRuns = """
        SELECT runs.* FROM run_texts_index AS pieces
        CROSS JOIN run_texts ON run_texts.id = pieces.rowid
        CROSS JOIN runs ON runs.id = run_texts.run_id
        WHERE run_texts_index MATCH {0} AND run_texts.organization_id = {2} AND instr(run_texts.text, {1}) > 0
        """;

    // Without positions it is a third of the size, and what it finds has to be read anyway. Texts are folded already and never change.
    private const string Sqlite = """
        CREATE VIRTUAL TABLE run_texts_index USING fts5(
            text, content='run_texts', content_rowid='id', tokenize='trigram case_sensitive 1', detail=none, columnsize=0);
        CREATE TRIGGER run_texts_added AFTER INSERT ON run_texts BEGIN
            INSERT INTO run_texts_index(rowid, text) VALUES (new.id, new.text);
        END;
        CREATE TRIGGER run_texts_removed AFTER DELETE ON run_texts BEGIN
            INSERT INTO run_texts_index(run_texts_index, rowid, text) VALUES ('delete', old.id, old.text);
        END;
        INSERT INTO run_texts_index(run_texts_index) VALUES ('rebuild');
        """;

    private const string PostgreSql = """
        CREATE EXTENSION IF NOT EXISTS pg_trgm;
        CREATE INDEX run_texts_index ON run_texts USING gin (text gin_trgm_ops);
        """;

    public async Task MakeAsync(SkyvernDbContext db, CancellationToken cancellationToken)
    {
        var isSqlite = db is SqliteSkyvernDbContext;
        var there = isSqlite ? "SELECT count(*) AS \"Value\" FROM sqlite_master WHERE name = 'run_texts_index'"
            : "SELECT count(to_regclass('run_texts_index'))::int AS \"Value\"";
        if (await db.Database.SqlQueryRaw<int>(there).SingleAsync(cancellationToken) > 0)
        {
            return;
        }

        db.Database.SetCommandTimeout(TimeSpan.Zero); // as long as it takes with all runs that there are
        try
        {
            await db.Database.CreateExecutionStrategy().ExecuteAsync(
                async token =>
                {
                    await using var transaction = await db.Database.BeginTransactionAsync(token);
                    await db.Database.ExecuteSqlRawAsync(isSqlite ? Sqlite : PostgreSql, token);
                    await transaction.CommitAsync(token);
                },
                cancellationToken);
        }
        catch (PostgresException e)
        {
            LogRefused(e.MessageText);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Searching runs for a text reads all runs of an organization, because PostgreSQL refused the index for it: "
        + "{Reason}. Let an administrator of the database run CREATE EXTENSION pg_trgm; the next start makes the index.")]
    private partial void LogRefused(string reason);
}
