using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Skyvern.Server.Core.Organizations;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Data.Conversions;

namespace Skyvern.Server.Data.Configurations;

/// <summary>The table <c>runs</c>.</summary>
internal sealed class TaskRunConfiguration : IEntityTypeConfiguration<TaskRun>
{
    public void Configure(EntityTypeBuilder<TaskRun> builder)
    {
        builder.ToTable("runs");
        builder.Property(run => run.Request).StoredAsJson();
        builder.Property(run => run.Errors).StoredAsJson();
        builder.Property(run => run.FailureCategories).StoredAsJson();
        builder.Property(run => run.UnverifiedFields).StoredAsJson().HasDefaultValueSql("'[]'");
        builder.Property(run => run.Cost).HasConversion<double?>();

        builder.HasOne<Organization>().WithMany().HasForeignKey(run => run.OrganizationId).OnDelete(DeleteBehavior.Restrict);

        // For lists: they hold all that filters and sorting look at, so that counting and skipping rows reads no run.
        builder.HasIndex(run => new { run.OrganizationId, run.CreatedAt, run.Id, run.WorkflowRunId, run.RunType, run.Status }, "ix_runs_created");
        builder.HasIndex(run => new { run.OrganizationId, run.ModifiedAt, run.Id, run.WorkflowRunId, run.RunType, run.Status }, "ix_runs_modified");
        builder.HasIndex(run => new { run.OrganizationId, run.Status, run.CreatedAt, run.Id, run.WorkflowRunId, run.RunType }, "ix_runs_status");
        builder
            .HasIndex(run => new { run.WorkflowPermanentId, run.OrganizationId, run.CreatedAt, run.Id, run.WorkflowRunId, run.RunType, run.Status }, "ix_runs_workflow")
            .HasFilter("workflow_permanent_id IS NOT NULL");

        builder.HasIndex(run => new { run.BrowserSessionId, run.CreatedAt });
        builder.HasIndex(run => new { run.WorkflowRunId, run.CreatedAt });
        builder.HasIndex(run => run.FinishedAt);
        builder.HasIndex(run => run.CreatedAt, "ix_runs_unfinished").HasFilter("status IN ('created', 'queued', 'running')");
    }
}
