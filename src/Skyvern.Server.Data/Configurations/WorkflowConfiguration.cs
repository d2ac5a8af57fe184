using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Skyvern.Server.Core.Organizations;
using Skyvern.Server.Core.Workflows;
using Skyvern.Server.Data.Conversions;

namespace Skyvern.Server.Data.Configurations;

/// <summary>The table <c>workflows</c>: a row for each version.</summary>
internal sealed class WorkflowConfiguration : IEntityTypeConfiguration<Workflow>
{
    /// <summary>Shadow property: title, description and id in lower case, one a line.</summary>
    public const string SearchText = nameof(SearchText);

    public void Configure(EntityTypeBuilder<Workflow> builder)
    {
        builder.ToTable("workflows");
        builder.Property(workflow => workflow.Definition).StoredAsJson();
        builder.Property<string>(SearchText).IsRequired();

        builder.HasOne<Organization>().WithMany().HasForeignKey(workflow => workflow.OrganizationId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(workflow => new { workflow.PermanentId, workflow.Version }).IsUnique();
        builder.HasIndex(workflow => new { workflow.OrganizationId, workflow.CreatedAt });
        builder.HasIndex(workflow => workflow.FromRunId);

        // Decides which of two creates with one key comes first.
        builder.HasIndex(workflow => new { workflow.OrganizationId, workflow.CreationKey }).IsUnique();
    }
}
