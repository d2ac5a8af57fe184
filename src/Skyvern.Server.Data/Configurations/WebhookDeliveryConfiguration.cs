using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Core.Webhooks;

namespace Skyvern.Server.Data.Configurations;

/// <summary>The table <c>webhook_deliveries</c>: at most one row a run.</summary>
internal sealed class WebhookDeliveryConfiguration : IEntityTypeConfiguration<WebhookDelivery>
{
    public void Configure(EntityTypeBuilder<WebhookDelivery> builder)
    {
        builder.ToTable("webhook_deliveries");
        builder.HasOne<TaskRun>().WithMany().HasForeignKey(delivery => delivery.RunId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(delivery => delivery.RunId).IsUnique();
        builder.HasIndex(delivery => new { delivery.OrganizationId, delivery.CreatedAt });
        builder.HasIndex(delivery => delivery.CreatedAt, "ix_webhook_deliveries_pending").HasFilter("status = 'pending'");
    }
}
