using System.CommandLine;
using Skyvern.Server.Data.Startup;
using Skyvern.Server.Storage;

namespace Skyvern.Server.Commands;

/// <summary><c>migrate</c>: brings the database to this version's form, as each start of the server does too.</summary>
internal static class MigrateCommand
{
    public static Command Create() => LocalCommand.Create(
        "migrate",
        "Bring the database to this version's form without starting the server. Take a backup before; a start of the server does the same.",
        async (app, result, cancellationToken) =>
        {
            DataFolder.Check(app.Services);
            var pending = await app.Services.ListPendingMigrationsAsync(cancellationToken);
            await app.Services.MigrateDatabaseAsync(cancellationToken);
            result.InvocationConfiguration.Output.WriteLine(pending.Count == 0 ? "The database was up to date." : $"Applied: {string.Join(", ", pending)}.");
            return 0;
        });
}
