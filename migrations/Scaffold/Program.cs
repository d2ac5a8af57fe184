// Writes a migration for both databases after a change of the model: what `dotnet ef migrations add <name>` does, without the tool.
//     dotnet run --project migrations/Scaffold -- <MigrationName>        (from the root of the repository)
// A provider whose tables stay the same gets no file. Read what was written: a renamed column shows up as dropped and added.
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design.Internal;
using Microsoft.EntityFrameworkCore.Migrations.Design;
using Microsoft.Extensions.DependencyInjection;
using Skyvern.Server.Data;

if (args is not [var name])
{
    Console.Error.WriteLine("usage: dotnet run --project migrations/Scaffold -- <MigrationName>");
    return 1;
}

Scaffold(() => new SqliteSkyvernDbContext(new DbContextOptionsBuilder<SqliteSkyvernDbContext>()
    .UseSqlite("Data Source=:memory:", sqlite => sqlite.MigrationsAssembly("Skyvern.Server.Migrations.Sqlite")).Options));
Scaffold(() => new PostgreSqlSkyvernDbContext(new DbContextOptionsBuilder<PostgreSqlSkyvernDbContext>()
    .UseNpgsql("Host=unused", npgsql => npgsql.MigrationsAssembly("Skyvern.Server.Migrations.PostgreSql")).Options));
return 0;

void Scaffold(Func<SkyvernDbContext> open)
{
    // Asked on a context of its own: the question leaves state behind that makes the scaffolder see an empty last model.
    using var asked = open();
    using var db = open();
    var assemblyName = db.GetType() == typeof(SqliteSkyvernDbContext) ? "Skyvern.Server.Migrations.Sqlite" : "Skyvern.Server.Migrations.PostgreSql";
    if (!asked.Database.HasPendingModelChanges())
    {
        Console.WriteLine($"{assemblyName}: no change");
        return;
    }

    var assembly = Assembly.Load(assemblyName);
    using var scope = new DesignTimeServicesBuilder(assembly, assembly, new OperationReporter(null), []).Build(db).CreateScope();
    var scaffolder = scope.ServiceProvider.GetRequiredService<IMigrationsScaffolder>();
    var migration = scaffolder.ScaffoldMigration(name, assemblyName, "", "C#");
    var folder = Path.Combine("migrations", assemblyName);
    var files = scaffolder.Save(folder, migration, Path.GetFullPath(folder), dryRun: false);
    Console.WriteLine($"{assemblyName}: {files.MigrationFile}");
}
