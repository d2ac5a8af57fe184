namespace Skyvern.Server.Core.Diagnostics;

/// <summary>Tells whether the database answers, for health checks.</summary>
public interface IDatabaseProbe
{
    /// <summary>True when a query was answered; false when not, or not before the token was canceled.</summary>
    Task<bool> AnswersAsync(CancellationToken cancellationToken);

    /// <summary>How many migrations of this version a database that answers does not have.</summary>
    Task<int> CountPendingMigrationsAsync(CancellationToken cancellationToken);
}
