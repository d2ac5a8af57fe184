using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.Data.Configurations;

/// <summary>The table <c>run_steps</c>.</summary>
internal sealed class RunStepConfiguration : IEntityTypeConfiguration<RunStep>
{
    public void Configure(EntityTypeBuilder<RunStep> builder)
    {
        builder.ToTable("run_steps");
        builder.Property(step => step.Order).HasColumnName("step_order");
        builder.Property(step => step.Cost).HasConversion<double?>();
        builder.HasOne<TaskRun>().WithMany().HasForeignKey(step => step.RunId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(step => new { step.RunId, step.Order, step.RetryIndex });
    }
}
