using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Skyvern.Server.Core.Organizations;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Data.Conversions;

namespace Skyvern.Server.Data.Configurations;

/// <summary>The table <c>runs</c>.</summary>
internal sealed class TaskRunConfiguration : IEntityTypeConfiguration<TaskRun>
{
    /// <summary>Shadow property: title, address, id and prompt in lower case, one a line. SQLite folds only ASCII, so it is folded here.</summary>
    public const string SearchText = nameof(SearchText);

    public void Configure(EntityTypeBuilder<TaskRun> builder)
    {
        builder.ToTable("runs");
        builder.Property(run => run.Request).StoredAsJson();
        builder.Property(run => run.Errors).StoredAsJson();
        builder.Property(run => run.FailureCategories).StoredAsJson();
        builder.Property(run => run.UnverifiedFields).StoredAsJson().HasDefaultValueSql("'[]'");
        builder.Property(run => run.Cost).HasConversion<double?>();
        builder.Property<string>(SearchText).IsRequired();

        builder.HasOne<Organization>().WithMany().HasForeignKey(run => run.OrganizationId).OnDelete(DeleteBehavior.Restrict);

        // For lists: they hold all that filters and sorting look at, so that counting and skipping rows reads no run.
        builder.HasIndex(run => new { run.OrganizationId, run.CreatedAt, run.Id, run.WorkflowRunId, run.RunType, run.Status }, "ix_runs_created");
        builder.HasIndex(run => new { run.OrganizationId, run.ModifiedAt, run.Id, run.WorkflowRunId, run.RunType, run.Status }, "ix_runs_modified");
        builder.HasIndex(run => new { run.OrganizationId, run.Status, run.CreatedAt, run.Id, run.WorkflowRunId, run.RunType }, "ix_runs_status");

        builder.HasIndex(run => new { run.BrowserSessionId, run.CreatedAt });
        builder.HasIndex(run => new { run.WorkflowRunId, run.CreatedAt });
        builder.HasIndex(run => new { run.WorkflowPermanentId, run.CreatedAt });
        builder.HasIndex(run => run.FinishedAt);
        builder.HasIndex(run => run.CreatedAt, "ix_runs_unfinished").HasFilter("status IN ('created', 'queued', 'running')");
    }

    /// <summary>What <see cref="SearchText"/> holds for a run.</summary>
    public static string SearchTextOf(TaskRun run) =>
        Fold(string.Join('\n', run.Request.Title, run.Request.Url, run.Id, run.Request.Prompt));

    /// <summary>The form in which stored and sought texts are compared.</summary>
    public static string Fold(string text) => StorableTextConverter.Clean(text).ToLowerInvariant();
}
