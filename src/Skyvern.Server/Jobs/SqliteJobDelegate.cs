using System.Data.Common;
using Quartz.Impl.AdoJobStore;

namespace Skyvern.Server.Jobs;

/// <summary>SQLite's dialect for the job tables.</summary>
/// <remarks>
/// Not the job engine's own SQLite dialect: that one forces a lock in the process which it holds while it waits for the file, and which a
/// transaction of ours that already holds the file waits for: both stand still until a time-out. The file's write lock is enough.
/// </remarks>
internal sealed class SqliteJobDelegate : StdAdoDelegate
{
    protected override string SchemaResourceName => "Quartz.Impl.AdoJobStore.Schema.create_sqlite.sql";

    protected override SqlRowLimit GetRowLimit(int maxRows) => SqlRowLimit.AtStatementEnd("LIMIT", maxRows);

    protected override string ApplyPaging(string sql, bool limited) =>
        sql + (limited ? " LIMIT @pageTake OFFSET @pageSkip" : " LIMIT -1 OFFSET @pageSkip");

    protected override void AddPagingParameters(DbCommand command, int skip, int take, bool limited)
    {
        if (limited)
        {
            AddCommandParameter(command, "pageTake", take);
        }

        AddCommandParameter(command, "pageSkip", skip);
    }
}
