using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.Data.Configurations;

/// <summary>The table <c>run_events</c>. All events of a run are written under its row lock, so that their ids rise in the order of commits.</summary>
internal sealed class RunEventConfiguration : IEntityTypeConfiguration<RunEvent>
{
    public void Configure(EntityTypeBuilder<RunEvent> builder)
    {
        builder.ToTable("run_events");
        builder.Ignore(runEvent => runEvent.End);
        builder.Property(runEvent => runEvent.Id).ValueGeneratedOnAdd();
        builder.HasOne<TaskRun>().WithMany().HasForeignKey(runEvent => runEvent.RunId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(runEvent => new { runEvent.RunId, runEvent.Id });
    }
}
