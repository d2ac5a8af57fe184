using System.Data.Common;

namespace Skyvern.Server.Core.Runs;

/// <summary>Tells a database that does not answer just now from everything else that can break.</summary>
public static class DatabaseFault
{
    /// <summary>Whether the same may succeed in a while: the database was restarted, or cannot be reached.</summary>
    public static bool IsPassing(Exception? e) => e is DbException { IsTransient: true } || (e?.InnerException is { } cause && IsPassing(cause));
}
