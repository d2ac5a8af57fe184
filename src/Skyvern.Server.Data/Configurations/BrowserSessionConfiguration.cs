using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Skyvern.Server.Core.Organizations;
using Skyvern.Server.Core.Sessions;
using Skyvern.Server.Data.Conversions;

namespace Skyvern.Server.Data.Configurations;

/// <summary>The table <c>browser_sessions</c>.</summary>
internal sealed class BrowserSessionConfiguration : IEntityTypeConfiguration<BrowserSession>
{
    public void Configure(EntityTypeBuilder<BrowserSession> builder)
    {
        builder.ToTable("browser_sessions");
        builder.Property(session => session.Request).StoredAsJson();
        builder.Ignore(session => session.ExpiresAt);
        builder.HasOne<Organization>().WithMany().HasForeignKey(session => session.OrganizationId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(session => new { session.OrganizationId, session.CreatedAt });
        builder.HasIndex(session => session.LastSeenAt, "ix_browser_sessions_open").HasFilter("status IN ('created', 'running')");
    }
}
