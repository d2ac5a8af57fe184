using System.Runtime.Versioning;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Skyvern.Server.Core.Diagnostics;
using Skyvern.Server.Core.Organizations;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Data;
using Skyvern.Server.Data.Startup;
using Skyvern.Server.Testing;

namespace Skyvern.Server.UnitTests.Data;

public sealed class DatabaseStartupTests
{
    [Theory, BothDatabases]
    public async Task Model_AgainstTheMigrations_HasNoChangeWithoutOne(DatabaseProvider provider)
    {
        await using var store = await StoreFixture.OpenAsync(provider);
        await using var db = store.OpenContext();

        Assert.False(db.Database.HasPendingModelChanges(), "Write the migration: dotnet run --project migrations/Scaffold -- <Name>");
    }

    [Theory, BothDatabases]
    public async Task Migrate_EmptyDatabaseTwice_MakesTheTablesOnce(DatabaseProvider provider)
    {
        using var folder = new TempFolder();
        var settings = await TestDatabases.CreateAsync(provider, folder);
        await using (var services = TestDatabases.BuildServices(settings, new RecordingQueues(), TimeProvider.System))
        {
            await using var db = services.GetRequiredService<IDbContextFactory<SkyvernDbContext>>().CreateDbContext();
            await db.Database.EnsureDeletedAsync();

            await services.MigrateDatabaseAsync(default);
            await services.MigrateDatabaseAsync(default);

            Assert.Empty(await services.GetRequiredService<IOrganizationStore>().ListAsync(default));
            Assert.True(await services.GetRequiredService<IDatabaseProbe>().AnswersAsync(default));
        }

        await TestDatabases.DropAsync(settings);
    }

    [Theory, BothDatabases]
    public async Task Migrate_DatabaseOfANewerVersion_Refuses(DatabaseProvider provider)
    {
        await using var store = await StoreFixture.OpenAsync(provider);
        await using var db = store.OpenContext();
        await db.Database.ExecuteSqlRawAsync("""INSERT INTO "__EFMigrationsHistory" VALUES ('29990101000000_Later', '99.0')""");

        var refusal = await Assert.ThrowsAsync<DatabaseStartupException>(() => store.Services.MigrateDatabaseAsync(default));

        Assert.Contains("newer version", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Migrate_SecondServerOnOneFolder_RefusesUntilTheFirstHasEnded()
    {
        using var folder = new TempFolder();
        var settings = await TestDatabases.CreateAsync(DatabaseProvider.Sqlite, folder);
        await using var second = TestDatabases.BuildServices(settings, new RecordingQueues(), TimeProvider.System);
        await using (var first = TestDatabases.BuildServices(settings, new RecordingQueues(), TimeProvider.System))
        {
            await first.MigrateDatabaseAsync(default);

            var refusal = await Assert.ThrowsAsync<DatabaseStartupException>(() => second.MigrateDatabaseAsync(default));

            Assert.StartsWith($"Another server uses the data folder {folder.Path}.", refusal.Message, StringComparison.Ordinal);
        }

        await second.MigrateDatabaseAsync(default);
        await TestDatabases.DropAsync(settings);
    }

    [Fact, UnsupportedOSPlatform("windows")]
    public async Task Migrate_NewFolder_MakesAFileThatOnlyItsOwnerReads()
    {
        using var folder = new TempFolder();
        var settings = new Dictionary<string, string?> { ["Data:Path"] = folder["new", "data"] };
        await using (var services = TestDatabases.BuildServices(settings, new RecordingQueues(), TimeProvider.System))
        {
            await services.MigrateDatabaseAsync(default);
            await services.GetRequiredService<IOrganizationStore>().AddAsync(
                new Organization { Id = "o_1", Name = "One", CreatedAt = TimeProvider.System.GetUtcNow() }, default);

            Assert.All(
                Directory.GetFiles(folder["new", "data"], "skyvern.db*"),
                file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file)));
        }

        await TestDatabases.DropAsync(settings);
    }

    [Theory]
    [InlineData("shared.db")]
    [InlineData("one/skyvern.db")]
    public async Task Migrate_TwoDataFoldersButOneSqliteFile_Refuses(string file)
    {
        using var folder = new TempFolder();
        await using var first = Build("one");
        await using var second = Build("two");
        await first.MigrateDatabaseAsync(default);

        await Assert.ThrowsAsync<DatabaseStartupException>(() => second.MigrateDatabaseAsync(default));

        ServiceProvider Build(string name) => TestDatabases.BuildServices(
            new Dictionary<string, string?>
            {
                ["Data:Path"] = folder[name],
                ["Database:ConnectionString"] = $"Data Source={folder[file]};Pooling=false",
            },
            new RecordingQueues(),
            TimeProvider.System);
    }

    [Fact]
    public async Task Migrate_ServersThatShareAPostgreSqlDatabase_AllStartAtOnce()
    {
        using var folder = new TempFolder();
        var settings = await TestDatabases.CreateAsync(DatabaseProvider.PostgreSql, folder);
        var servers = Enumerable.Range(0, 3).Select(_ => TestDatabases.BuildServices(settings, new RecordingQueues(), TimeProvider.System)).ToList();
        await using (var db = servers[0].GetRequiredService<IDbContextFactory<SkyvernDbContext>>().CreateDbContext())
        {
            await db.Database.EnsureDeletedAsync();
        }

        await Task.WhenAll(servers.Select(server => server.MigrateDatabaseAsync(default)));

        Assert.True(await servers[2].GetRequiredService<IDatabaseProbe>().AnswersAsync(default));
        foreach (var server in servers)
        {
            await server.DisposeAsync();
        }

        await TestDatabases.DropAsync(settings);
    }

    [Fact]
    public async Task Migrate_WhileAnotherServerTakesLongWithIt_WaitsLongerThanForAnyOtherCommand()
    {
        using var folder = new TempFolder();
        var settings = await TestDatabases.CreateAsync(DatabaseProvider.PostgreSql, folder);
        await using var other = new NpgsqlConnection(settings["Database:ConnectionString"] + ";Pooling=false");
        await other.OpenAsync();
        await using var hold = new NpgsqlCommand("SELECT pg_advisory_lock(7310481)", other);
        await hold.ExecuteNonQueryAsync();
        settings["Database:ConnectionString"] += ";Command Timeout=1";
        await using (var services = TestDatabases.BuildServices(settings, new RecordingQueues(), TimeProvider.System))
        {
            var migrating = services.MigrateDatabaseAsync(default);
            await using var waiting = new NpgsqlCommand(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'advisory' AND clock_timestamp() - query_start > '2 s'", other);
            await Eventually.TrueAsync(async () => await waiting.ExecuteScalarAsync() is 1L);

            await using var release = new NpgsqlCommand("SELECT pg_advisory_unlock(7310481)", other);
            await release.ExecuteNonQueryAsync();

            await migrating;
        }

        await TestDatabases.DropAsync(settings);
    }

    [Theory, BothDatabases]
    public async Task Migrate_DatabaseOfTheVersionBeforeTheIndexOfTexts_FindsItsRuns(DatabaseProvider provider)
    {
        await using var store = await StoreFixture.OpenAsync(provider);
        var run = await store.CreateAsync(new TaskRequest { Prompt = "Find the TARIFF", Engine = "e" });
        await using (var db = store.OpenContext())
        {
            var migrations = db.Database.GetMigrations().ToList();
            await db.Database.MigrateAsync(migrations[migrations.FindIndex(name => name.EndsWith("_RunTexts", StringComparison.Ordinal)) - 1]);
        }

        await store.Services.MigrateDatabaseAsync(default);

        var found = await store.Reader.ListAsync(new RunFilter { OrganizationId = StoreFixture.OrganizationId, Search = "tariff" }, default);
        Assert.Equal(run.Id, Assert.Single(found.Items).Id);
    }

    [Fact]
    public async Task Migrate_AccountThatMayAddNoExtension_StartsAndSearchesWithout()
    {
        using var folder = new TempFolder();
        var settings = await TestDatabases.CreateAsync(DatabaseProvider.PostgreSql, folder);
        var (server, role) = (await PostgresServer.GetAsync(), "r_" + Guid.NewGuid().ToString("N"));
        var login = new NpgsqlConnectionStringBuilder(settings["Database:ConnectionString"]);
        await server.ExecuteAsync($"CREATE ROLE {role} LOGIN PASSWORD 'p'");
        await using (var owner = new NpgsqlConnection(login.ConnectionString + ";Pooling=false"))
        {
            await owner.OpenAsync();
            await using var grant = new NpgsqlCommand(
                $"DROP EXTENSION pg_trgm CASCADE; GRANT ALL ON ALL TABLES IN SCHEMA public TO {role}; GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO {role}", owner);
            await grant.ExecuteNonQueryAsync();
        }

        (login.Username, login.Password) = (role, "p");
        settings["Database:ConnectionString"] = login.ConnectionString;
        await using (var services = TestDatabases.BuildServices(settings, new RecordingQueues(), TimeProvider.System))
        {
            await services.MigrateDatabaseAsync(default);

            var runs = services.GetRequiredService<IRunReader>();
            Assert.Equal(0, (await runs.ListAsync(new RunFilter { OrganizationId = "o_1", Search = "tariff" }, default)).TotalCount);
        }

        await TestDatabases.DropAsync(settings);
        await server.ExecuteAsync($"DROP ROLE {role}");
    }

    [Fact]
    public async Task Migrate_MarkOfAMigrationThatDied_DoesNotWaitForIt()
    {
        await using var store = await StoreFixture.OpenAsync(DatabaseProvider.Sqlite);
        await using var db = store.OpenContext();
        var tables = await db.Database.SqlQueryRaw<string>("SELECT name AS Value FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND substr(name, 1, 2) <> '__'").ToListAsync();
        await db.Database.ExecuteSqlRawAsync(string.Concat(tables.Select(table => $"DROP TABLE IF EXISTS \"{table}\"; ").Prepend("PRAGMA foreign_keys = OFF; ")));
        await db.Database.ExecuteSqlRawAsync("""
            DELETE FROM "__EFMigrationsHistory";
            CREATE TABLE IF NOT EXISTS "__EFMigrationsLock" ("Id" INTEGER NOT NULL PRIMARY KEY, "Timestamp" TEXT NOT NULL);
            INSERT OR REPLACE INTO "__EFMigrationsLock" VALUES (1, '2026-01-01');
            """);

        await store.Services.MigrateDatabaseAsync(new CancellationTokenSource(TimeSpan.FromMinutes(2)).Token);

        Assert.Empty(await store.Organizations.ListAsync(default));
    }

    [Fact]
    public async Task Migrate_PostgreSqlNotThere_SaysSo()
    {
        using var folder = new TempFolder();
        var settings = new Dictionary<string, string?>
        {
            ["Data:Path"] = folder.Path,
            ["Database:Provider"] = "PostgreSql",
            ["Database:ConnectionString"] = $"Host={folder.Path};Username=u;Password=secret;Database=d",
        };
        await using var services = TestDatabases.BuildServices(settings, new RecordingQueues(), TimeProvider.System);

        var refusal = await Assert.ThrowsAsync<DatabaseStartupException>(() => services.MigrateDatabaseAsync(default));

        Assert.StartsWith($"The database cannot be used (PostgreSQL at {folder.Path}:5432, database d, user u):", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", refusal.Message, StringComparison.Ordinal);
        Assert.False(await services.GetRequiredService<IDatabaseProbe>().AnswersAsync(default));
    }
}
