using Microsoft.EntityFrameworkCore;
using Skyvern.Server.Data.Conversions;

namespace Skyvern.Server.Data;

/// <summary>The tables in SQLite, which has no type for times: they are unix milliseconds, so that they sort.</summary>
internal sealed class SqliteSkyvernDbContext(DbContextOptions<SqliteSkyvernDbContext> options) : SkyvernDbContext(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UnixMillisecondsConverter>();
    }
}
