using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.Data.Configurations;

/// <summary>The table <c>idempotency_records</c>: its primary key decides which of two creates with one key comes first.</summary>
internal sealed class IdempotencyRecordConfiguration : IEntityTypeConfiguration<IdempotencyRecord>
{
    public void Configure(EntityTypeBuilder<IdempotencyRecord> builder)
    {
        builder.ToTable("idempotency_records");
        builder.HasKey(record => new { record.OrganizationId, record.Key });
        builder.HasOne<TaskRun>().WithMany().HasForeignKey(record => record.RunId).OnDelete(DeleteBehavior.Cascade);
    }
}
