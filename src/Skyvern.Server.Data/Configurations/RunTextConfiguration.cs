using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Data.Runs;

namespace Skyvern.Server.Data.Configurations;

/// <summary>The table <c>run_texts</c>. Its index of pieces is made by <see cref="Startup.SearchIndex"/>: each database has its own kind.</summary>
internal sealed class RunTextConfiguration : IEntityTypeConfiguration<RunText>
{
    public void Configure(EntityTypeBuilder<RunText> builder)
    {
        builder.ToTable("run_texts");
        builder.HasOne<TaskRun>().WithOne().HasForeignKey<RunText>(text => text.RunId).OnDelete(DeleteBehavior.Cascade);
    }
}
