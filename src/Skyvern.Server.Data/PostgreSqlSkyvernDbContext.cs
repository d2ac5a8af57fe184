using Microsoft.EntityFrameworkCore;
using Skyvern.Server.Data.Conversions;

namespace Skyvern.Server.Data;

/// <summary>The tables in PostgreSQL; times are timestamptz in UTC, to the millisecond as everywhere.</summary>
internal sealed class PostgreSqlSkyvernDbContext(DbContextOptions<PostgreSqlSkyvernDbContext> options) : SkyvernDbContext(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcMillisecondsConverter>();
    }
}
