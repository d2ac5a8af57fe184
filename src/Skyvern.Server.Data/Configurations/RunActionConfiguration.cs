using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Data.Conversions;

namespace Skyvern.Server.Data.Configurations;

/// <summary>The table <c>run_actions</c>.</summary>
internal sealed class RunActionConfiguration : IEntityTypeConfiguration<RunAction>
{
    public void Configure(EntityTypeBuilder<RunAction> builder)
    {
        builder.ToTable("run_actions");
        builder.Property(action => action.Order).HasColumnName("action_order");
        builder.Property(action => action.XPath).HasColumnName("xpath");
        builder.Property(action => action.DownloadedFiles).StoredAsJson();
        builder.HasOne<TaskRun>().WithMany().HasForeignKey(action => action.RunId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<RunStep>().WithMany().HasForeignKey(action => action.StepId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(action => new { action.RunId, action.CreatedAt });
    }
}
